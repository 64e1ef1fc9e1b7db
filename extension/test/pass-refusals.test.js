/** Passes that are not granted, and those that end before their time: blocked names, policies, the PIN. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { addName, change, changePin } from "../src/changes.js";
import { grant, passes } from "../src/passes.js";
import { lock, unlock } from "../src/pin.js";
import { protect } from "../src/protection.js";
import { keep } from "../src/release.js";
import { Browser } from "./browser.js";
import { writeNames } from "./encoder.js";

const PAGE = "chrome-extension://vigie/pages/warning/warning.html";
const MINUTE = 60_000;

/** @type {Browser} */
let browser;

beforeEach(async () => {
  mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-21T12:00:00Z") });
  browser = Browser.open();
  browser.tabs = [{ id: 1, url: `${PAGE}#http://coco.gg` }];
  const digests = { names: `digest of ${Math.random()}`, sites: "", helplines: "" };
  await keep({ serial: 1, released: null, digests }, { names: writeNames([{ name: "coco.gg", fact: 0 }]) });
});
afterEach(() => mock.timers.reset());

/** @param {string} host @param {string} [pin] */
function ask(host, pin) {
  const sender = /** @type {chrome.runtime.MessageSender} */ ({ id: "vigie", url: PAGE, tab: { id: 1 } });
  return grant({ host, minutes: 5, pin }, sender);
}

const NO_PASSES = { ok: false, reason: "no-passes" };

test("there is no pass for a category that is blocked", async () => {
  await change({ changes: { categories: { "anonymous-chat": "block" } } });
  assert.deepEqual(await ask("coco.gg"), NO_PASSES);
});

test("a name that the family added is passed as the family chose", async () => {
  await addName({ list: "added", text: "ours.example", action: "warn" });
  await addName({ list: "added", text: "never.example", action: "block" });
  assert.equal((await ask("ours.example")).ok, true);
  assert.deepEqual(await ask("never.example"), NO_PASSES);
});

test("where a policy grants no passes there are none, and none for the names that it adds", async () => {
  browser.managed = { extraNames: ["school.example"] };
  assert.deepEqual(await ask("school.example"), NO_PASSES);
  assert.equal((await ask("coco.gg")).ok, true);
  browser.managed = { noPass: true };
  assert.deepEqual(await ask("coco.gg"), NO_PASSES);
});

test("what is not stopped needs no pass", async () => {
  await addName({ list: "trusted", text: "coco.gg" });
  assert.deepEqual(await ask("coco.gg"), { ok: false, reason: "not-listed" });
});

test("a pass takes the PIN, and no unlocked settings stand in for it", async () => {
  await changePin({ pin: "2580" });
  await unlock("2580");
  assert.deepEqual(await ask("coco.gg"), { ok: false, reason: "pin-needed" });
  assert.deepEqual(await ask("coco.gg", "0000"), { ok: false, reason: "pin-wrong", retryAt: Date.now() });
  assert.equal(browser.sessionRules.size, 0);
  assert.equal((await ask("coco.gg", "2580")).ok, true);
});

test("a PIN for a site that cannot be passed is no try", async () => {
  await changePin({ pin: "2580" });
  await ask("free.example", "0000");
  assert.equal(browser.local["pin-tries"], null);
});

for (const [what, act] of /** @type {[string, () => Promise<unknown>][]} */ ([
  ["the family blocks its category", () => change({ changes: { categories: { "anonymous-chat": "block" } } })],
  ["the family blocks its name", () => addName({ list: "added", text: "coco.gg", action: "block" })],
  ["a policy grants none", async () => ((browser.managed = { noPass: true }), protect())],
])) {
  test(`a pass ends, and its tab returns to the warning, when ${what}`, async () => {
    await ask("coco.gg");
    browser.tabs[0].url = "http://coco.gg/";
    await act();
    assert.deepEqual([await passes(), browser.sessionRules.size], [[], 0]);
    assert.equal(browser.tabs[0].url, `${PAGE}#http://coco.gg`);
  });
}

test("a pass ends and its page stays when the family comes to trust the site", async () => {
  await ask("coco.gg");
  browser.tabs[0].url = "http://coco.gg/";
  await addName({ list: "trusted", text: "coco.gg" });
  assert.deepEqual([await passes(), browser.tabs[0].url], [[], "http://coco.gg/"]);
});

test("a pass that ends returns its tab to the warning without host access as well", async () => {
  browser.hostAccess = false;
  await ask("coco.gg");
  browser.tabs[0].url = "http://coco.gg/";
  mock.timers.tick(6 * MINUTE);
  await protect();
  assert.equal(browser.tabs[0].url, `${PAGE}#http://coco.gg`);
});

test("settings that are locked again do not end a pass that runs", async () => {
  await changePin({ pin: "2580" });
  await ask("coco.gg", "2580");
  await lock();
  await protect();
  assert.equal((await passes()).length, 1);
});
