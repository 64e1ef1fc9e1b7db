/** Problems: each is found, said once, and said again when it comes back. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { update } from "../src/feed/update.js";
import { dismiss, problems } from "../src/problems.js";
import { protect } from "../src/protection.js";
import { Browser } from "./browser.js";
import { releaseFiles } from "./coco.js";
import { daysFromNow, NOW, Repository } from "./repository.js";

/** @type {Browser} */
let browser;

beforeEach(async () => {
  mock.timers.enable({ apis: ["Date"], now: NOW.getTime() });
  browser = Browser.open();
  const repository = await Repository.create(releaseFiles());
  await update(repository.fetch, repository.firstRoot, NOW);
});
afterEach(() => mock.timers.reset());

async function kinds() {
  return (await problems()).map(({ kind, dismissed }) => (dismissed ? `${kind}, dismissed` : kind));
}

test("where all is well there is none", async () => assert.deepEqual(await problems(), []));

test("withheld host access, private windows and a list that ran out are each a problem", async () => {
  browser.hostAccess = false;
  browser.privateWindows = false;
  mock.timers.setTime(daysFromNow(10).getTime());
  assert.deepEqual(await kinds(), ["host-access", "private-windows", "out-of-date"]);
});

test("a problem keeps the moment when it was first seen", async () => {
  browser.privateWindows = false;
  const since = NOW.toISOString();
  assert.deepEqual(await problems(), [{ kind: "private-windows", since, dismissed: false }]);
  mock.timers.tick(60_000);
  assert.deepEqual(await problems(), [{ kind: "private-windows", since, dismissed: false }]);
});

test("dismissed, a problem stays so while it lasts, and is said again when it comes back", async () => {
  browser.privateWindows = false;
  browser.hostAccess = false;
  await problems();
  await dismiss("private-windows");
  assert.deepEqual(await kinds(), ["host-access", "private-windows, dismissed"]);
  browser.privateWindows = true;
  assert.deepEqual(await kinds(), ["host-access"]);
  browser.privateWindows = false;
  assert.deepEqual(await kinds(), ["host-access", "private-windows"]);
});

test("what is not a problem cannot be dismissed in advance", async () => {
  await dismiss("host-access");
  browser.hostAccess = false;
  assert.deepEqual(await kinds(), ["host-access"]);
});

test("storage that fails is a problem, and hides none of the browser's", async () => {
  browser.hostAccess = false;
  browser.storageFails = true;
  assert.deepEqual(await problems(), [
    { kind: "host-access", since: null, dismissed: false },
    { kind: "storage", since: null, dismissed: false },
  ]);
});

test("a record that cannot be read counts as none", async () => {
  browser.privateWindows = false;
  browser.local.problems = { "private-windows": 7 };
  assert.equal((await problems())[0].dismissed, false);
  browser.local.problems = { "private-windows": { since: 3, dismissed: "yes" } };
  assert.deepEqual(await problems(), [{ kind: "private-windows", since: NOW.toISOString(), dismissed: false }]);
});

test("the toolbar is marked while host access is withheld", async () => {
  await protect();
  assert.equal(browser.badges.get(undefined), "");
  browser.hostAccess = false;
  await protect();
  assert.equal(browser.badges.get(undefined), "!");
});
