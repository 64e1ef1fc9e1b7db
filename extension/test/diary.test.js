/** The diary: what is written, what is not, and that it goes. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { change, changePin } from "../src/changes.js";
import { erase, note, tidy } from "../src/diary.js";
import { update } from "../src/feed/update.js";
import { lock } from "../src/pin.js";
import { Browser } from "./browser.js";
import { releaseFiles } from "./coco.js";
import { NOW, Repository } from "./repository.js";

const PAGE = "chrome-extension://vigie/pages/warning/warning.html";
const DAY = 24 * 60 * 60_000;

/** @type {Browser} */
let browser;

beforeEach(async () => {
  mock.timers.enable({ apis: ["Date"], now: new Date(2026, 10, 21, 12).getTime() });
  browser = Browser.open();
  const repository = await Repository.create(releaseFiles("omegle.example"));
  await update(repository.fetch, repository.firstRoot, NOW);
});
afterEach(() => mock.timers.reset());

/** @param {object} [tab] @param {string} [url] */
function from(tab = {}, url = `${PAGE}#http://coco.gg`) {
  return /** @type {chrome.runtime.MessageSender} */ ({ id: "vigie", url, tab: { id: 1, incognito: false, ...tab } });
}

test("it is off until somebody switches it on", async () => {
  assert.deepEqual(await note({ host: "coco.gg" }, from()), { noted: false });
  assert.deepEqual([await tidy(), browser.local.diary], [[], undefined]);
});

test("a row is a site and a day, and counts", async () => {
  await change({ changes: { diary: true } });
  await note({ host: "www.coco.gg" }, from());
  await note({ host: "coco.fr" }, from());
  await note({ host: "chat.omegle.example" }, from());
  mock.timers.setTime(new Date(2026, 10, 22, 0, 1).getTime());
  await note({ host: "https://coco.gg:8443/room?x#y" }, from());
  assert.deepEqual(await tidy(), [
    { day: "2026-11-22", site: "coco", count: 1 },
    { day: "2026-11-21", site: "coco", count: 2 },
    { day: "2026-11-21", site: "omegle.example", count: 1 },
  ]);
});

test("a name that the family added is written as it is", async () => {
  await change({ changes: { diary: true } });
  browser.local.settings = { diary: true, own: { added: ["ours.example"], trusted: [] } };
  await note({ host: "a.ours.example" }, from());
  assert.deepEqual(await tidy(), [{ day: "2026-11-21", site: "ours.example", count: 1 }]);
});

test("only the warning page may say that it was shown, of what is stopped", async () => {
  await change({ changes: { diary: true } });
  const shown = { host: "coco.gg" };
  assert.deepEqual(await note(shown, from({}, "https://coco.gg/")), { noted: false });
  assert.deepEqual(await note(shown, from({}, "chrome-extension://vigie/pages/popup/popup.html")), { noted: false });
  for (const host of ["free.example", "", "javascript:alert(1)"]) {
    assert.deepEqual(await note({ host }, from()), { noted: false });
  }
  assert.deepEqual(await tidy(), []);
});

test("nothing is written of a site that is not stopped here", async () => {
  await change({ changes: { diary: true, categories: { "anonymous-chat": "off" } } });
  assert.deepEqual(await note({ host: "coco.gg" }, from()), { noted: false });
});

test("nothing is written of private windows", async () => {
  await change({ changes: { diary: true } });
  assert.deepEqual(await note({ host: "coco.gg" }, from({ incognito: true })), { noted: false });
  browser.isPrivate = true;
  assert.deepEqual(await note({ host: "coco.gg" }, from()), { noted: false });
});

test("a row is kept for 30 days", async () => {
  await change({ changes: { diary: true } });
  await note({ host: "coco.gg" }, from());
  mock.timers.tick(30 * DAY);
  assert.equal((await tidy()).length, 1);
  mock.timers.tick(DAY);
  assert.deepEqual([await tidy(), browser.local.diary], [[], []]);
});

test("switched off, it is erased at once", async () => {
  await change({ changes: { diary: true } });
  await note({ host: "coco.gg" }, from());
  await change({ changes: { diary: false } });
  assert.deepEqual(browser.local.diary, []);
});

test("a policy that switches it off erases it with the next wake", async () => {
  await change({ changes: { diary: true } });
  await note({ host: "coco.gg" }, from());
  browser.managed = { lockedSettings: { diary: false } };
  assert.deepEqual([await tidy(), browser.local.diary], [[], []]);
});

test("a warning that is shown while the diary is switched off leaves no row behind", async () => {
  await change({ changes: { diary: true } });
  await Promise.all([note({ host: "coco.gg" }, from()), change({ changes: { diary: false } })]);
  assert.deepEqual(browser.local.diary, []);
});

test("erasing it takes the PIN of whoever set one", async () => {
  await change({ changes: { diary: true } });
  await note({ host: "coco.gg" }, from());
  await changePin({ pin: "2580" });
  await lock();
  assert.deepEqual(await erase(), { ok: false, reason: "pin-needed" });
  assert.equal((await tidy()).length, 1, "reading it takes none");
});

test("erased, it goes on", async () => {
  await change({ changes: { diary: true } });
  await note({ host: "coco.gg" }, from());
  assert.deepEqual(await erase(), { ok: true });
  assert.deepEqual(await tidy(), []);
  assert.deepEqual(await note({ host: "coco.gg" }, from()), { noted: true });
});

test("rows that cannot be read are passed over", async () => {
  await change({ changes: { diary: true } });
  const row = { day: "2026-11-21", site: "coco", count: 3 };
  browser.local.diary = [null, 7, { ...row, day: "yesterday" }, row];
  assert.deepEqual(await tidy(), [row]);
});
