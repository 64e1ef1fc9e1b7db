/** Host access withheld: the browser can only block, and the warning is brought afterwards. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { onErrorOccurred } from "../src/backstop.js";
import { grant } from "../src/passes.js";
import { protect } from "../src/protection.js";
import { keep } from "../src/release.js";
import { Browser } from "./browser.js";
import { writeNames } from "./encoder.js";

const PAGE = "chrome-extension://vigie/pages/warning/warning.html";
const BLOCKED = "net::ERR_BLOCKED_BY_CLIENT";

/** @type {Browser} */
let browser;

beforeEach(async () => {
  browser = Browser.open();
  browser.tabs = [{ id: 1, url: "about:blank" }];
  const digests = { names: `digest of ${Math.random()}`, sites: "", helplines: "" };
  await keep({ serial: 1, released: null, digests }, { names: writeNames([{ name: "coco.gg", fact: 0 }]) });
  browser.hostAccess = false;
});

/** @param {object} [more] */
async function broken(more = {}) {
  await onErrorOccurred({ tabId: 1, frameId: 0, url: "https://me:secret@www.coco.gg/room", error: BLOCKED, ...more });
  return browser.tabs[0].url;
}

test("when host access goes the rules block, and when it comes back they lead to the warning", async () => {
  const types = () => [...browser.dynamicRules.values()].map(({ action }) => action.type);
  await protect();
  assert.deepEqual(types(), ["block"]);
  browser.hostAccess = true;
  await protect();
  assert.deepEqual(types(), ["redirect"]);
});

test("the warning takes the place of the browser's error, with scheme and host alone in its address", async () => {
  assert.equal(await broken(), `${PAGE}#https://www.coco.gg`);
});

for (const [what, more] of /** @type {[string, object][]} */ ([
  ["a site that is not listed", { url: "https://free.example/" }],
  ["a frame", { frameId: 4 }],
  ["a prerendered page", { documentLifecycle: "prerender" }],
  ["a visit that the reader broke off in Chromium", { error: "net::ERR_ABORTED" }],
  ["a visit that the reader broke off in Firefox", { error: "Error code 2152398850" }],
])) {
  test(`${what} is left alone`, async () => assert.equal(await broken(more), "about:blank"));
}

test("with host access an error is the network's own, and stays", async () => {
  browser.hostAccess = true;
  assert.equal(await broken({ error: "net::ERR_NAME_NOT_RESOLVED" }), "about:blank");
});

test("the warning takes the place of a page's source that was blocked, host access or not", async () => {
  browser.hostAccess = true;
  assert.equal(await broken({ url: "view-source:https://www.coco.gg/room" }), `${PAGE}#https://www.coco.gg`);
});

test("a site with a pass that cannot be reached is left to its error", async () => {
  const sender = /** @type {chrome.runtime.MessageSender} */ ({ id: "vigie", url: PAGE, tab: { id: 1 } });
  await grant({ host: "coco.gg", minutes: 5 }, sender);
  assert.equal(await broken({ error: "net::ERR_NAME_NOT_RESOLVED" }), "about:blank");
});
