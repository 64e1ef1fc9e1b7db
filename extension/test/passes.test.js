/** Passes: who gets one, what it opens, and that it ends. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { onCommitted } from "../src/backstop.js";
import { endAll, expire, grant, passes, revoke } from "../src/passes.js";
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
  browser.tabs = [
    { id: 1, url: `${PAGE}#http://coco.gg` },
    { id: 2, url: "https://free.example/" },
  ];
  const digests = { names: `digest of ${Math.random()}`, sites: "", helplines: "" };
  const names = writeNames([
    { name: "coco.gg", fact: 0 },
    { name: "coco.fr", fact: 0 },
    { name: "old.example", fact: 0x80 },
  ]);
  await keep({ serial: 1, released: null, digests }, { names });
  browser.log.length = 0;
});

afterEach(() => mock.timers.reset());

/** @param {number} [id] @param {string} [url] */
function from(id = 1, url = `${PAGE}#http://coco.gg`) {
  return /** @type {chrome.runtime.MessageSender} */ ({ id: "vigie", url, tab: { id } });
}

/** @param {string} host @param {number} [minutes] */
function wish(host, minutes = 5) {
  return { host, minutes };
}

/** @param {number} tabId @param {string} url @param {object} [more] */
function visit(tabId, url, more = {}) {
  return onCommitted({ tabId, url, frameId: 0, ...more });
}

test("the warning page gets a pass for its own tab, and storage, rule and alarm stand before the answer", async () => {
  const answer = await grant(wish("www.coco.gg"), from());
  assert.deepEqual(answer, { ok: true, until: Date.now() + 5 * MINUTE });
  assert.deepEqual(browser.log, ["session passes", "sessionRules", "alarm passes", "session passes"]);
  const [rule] = browser.sessionRules.values();
  const { requestDomains, tabIds, resourceTypes, regexFilter } = rule.condition;
  assert.deepEqual([requestDomains, tabIds, resourceTypes], [["coco.gg", "coco.gg."], [1], ["main_frame"]]);
  assert.match("http://coco.gg/", new RegExp(regexFilter ?? "^$"));
  assert.deepEqual([rule.action.type, rule.priority], ["allow", 1]);
});

for (const [who, sender] of /** @type {const} */ ([
  ["a web page", from(1, "https://coco.gg/")],
  ["another page of the extension", from(1, "chrome-extension://vigie/pages/popup/popup.html")],
  ["a page named like the warning", from(1, `https://evil.example/${PAGE}`)],
  ["a warning in no tab", /** @type {chrome.runtime.MessageSender} */ ({ id: "vigie", url: PAGE })],
])) {
  test(`${who} gets no pass`, async () => {
    assert.deepEqual(await grant(wish("coco.gg"), sender), { ok: false, reason: "not-the-warning" });
    assert.equal(browser.sessionRules.size, 0);
  });
}

for (const minutes of [0, -5, 6, 1e9, NaN, "5"]) {
  test(`${JSON.stringify(minutes)} minutes are not granted`, async () => {
    const answer = await grant(wish("coco.gg", /** @type {number} */ (minutes)), from());
    assert.deepEqual(answer, { ok: false, reason: "bad-minutes" });
  });
}

test("there is no pass for a site that is not listed, or no longer", async () => {
  for (const host of ["free.example", "gg", "", "coco.gg.evil.example"]) {
    assert.deepEqual(await grant(wish(host), from()), { ok: false, reason: "not-listed" });
  }
});

test("the badge counts the minutes down", async () => {
  await grant(wish("coco.gg"), from());
  assert.equal(browser.badges.get(1), "5");
  mock.timers.tick(2 * MINUTE);
  await expire();
  assert.equal(browser.badges.get(1), "3");
});

test("a pass that ends takes its rule away and sends the open tab back to the warning", async () => {
  await grant(wish("coco.gg"), from());
  browser.tabs[0].url = "http://user:secret@www.coco.gg:8080/room?x#y";
  mock.timers.tick(5 * MINUTE);
  await expire();
  assert.equal(browser.sessionRules.size, 0);
  assert.equal(browser.tabs[0].url, `${PAGE}#http://www.coco.gg:8080`);
  assert.equal(browser.tabs[1].url, "https://free.example/");
  assert.deepEqual(await passes(), []);
  assert.equal(browser.alarms.has("passes"), false);
});

test("the alarm comes each minute, and at the end at the latest", async () => {
  await grant(wish("coco.gg"), from());
  const start = Date.now();
  assert.equal(browser.alarms.get("passes")?.when, start + MINUTE);
  mock.timers.tick(3.6 * MINUTE);
  await expire();
  assert.equal(browser.alarms.get("passes")?.when, start + 5 * MINUTE);
});

test("a pass that is stopped by hand ends now, and the others go on", async () => {
  browser.tabs.push({ id: 3, url: "http://coco.fr/" });
  await grant(wish("coco.gg"), from());
  await grant(wish("coco.fr", 60), from(3));
  browser.tabs[0].url = "http://coco.gg/";
  const [first] = await passes();
  const left = await revoke(first.id);
  assert.deepEqual(
    left.map(({ host }) => host),
    ["coco.fr"],
  );
  assert.equal(browser.tabs[0].url, `${PAGE}#http://coco.gg`);
  assert.equal(browser.tabs[2].url, "http://coco.fr/");
});

test("a pass that ends in one tab leaves another tab's pass for the same site", async () => {
  browser.tabs.push({ id: 3, url: "http://coco.gg/" });
  await grant(wish("coco.gg"), from());
  await grant(wish("coco.gg", 60), from(3));
  browser.tabs[0].url = "http://coco.gg/";
  mock.timers.tick(6 * MINUTE);
  await expire();
  assert.deepEqual(
    browser.tabs.map(({ url }) => url),
    [`${PAGE}#http://coco.gg`, "https://free.example/", "http://coco.gg/"],
  );
});

test("a second pass for one site in one tab takes the place of the first", async () => {
  await grant(wish("coco.gg"), from());
  await grant(wish("coco.gg", 60), from());
  assert.equal(browser.sessionRules.size, 1);
  assert.deepEqual(
    (await passes()).map(({ until }) => until),
    [Date.now() + 60 * MINUTE],
  );
});

test("passes that are asked for at the same moment are all granted", async () => {
  browser.tabs.push({ id: 3, url: PAGE });
  await Promise.all([grant(wish("coco.gg"), from()), grant(wish("coco.fr"), from()), grant(wish("coco.gg"), from(3))]);
  assert.equal(browser.sessionRules.size, 3);
  assert.equal((await passes()).length, 3);
});

test("a tab that was closed stops nothing", async () => {
  await grant(wish("coco.gg"), from());
  browser.tabs.shift();
  mock.timers.tick(6 * MINUTE);
  assert.deepEqual(await expire(), []);
});

test("the backstop sends a listed page that the rules did not see to the warning", async () => {
  await visit(2, "https://www.coco.gg/chat?x");
  assert.equal(browser.tabs[1].url, `${PAGE}#https://www.coco.gg`);
});

test("the backstop sends the source of a listed page to the warning", async () => {
  await visit(2, "view-source:https://www.coco.gg/chat?x");
  assert.equal(browser.tabs[1].url, `${PAGE}#https://www.coco.gg`);
});

test("the backstop leaves alone: another site, a frame, a prerendered page, a name to inform of", async () => {
  await visit(2, "https://free.example/");
  await visit(2, "https://coco.gg/", { frameId: 4 });
  await visit(2, "https://coco.gg/", { documentLifecycle: "prerender" });
  await visit(2, "https://old.example/");
  assert.equal(browser.tabs[1].url, "https://free.example/");
});

test("the backstop lets a pass through in its tab and its minutes only", async () => {
  await grant(wish("coco.gg"), from());
  browser.tabs[0].url = "https://coco.gg/";
  browser.badges.clear();
  await visit(1, "https://coco.gg/");
  assert.equal(browser.tabs[0].url, "https://coco.gg/");
  assert.equal(browser.badges.get(1), "5", "a browser clears a tab's badge when it navigates");
  await visit(2, "https://coco.gg/");
  assert.equal(browser.tabs[1].url, `${PAGE}#https://coco.gg`);
  mock.timers.tick(6 * MINUTE);
  await visit(1, "https://coco.gg/");
  assert.equal(browser.tabs[0].url, `${PAGE}#https://coco.gg`);
});

test("a pass opens its own name and what is under it, and no other in its tab", async () => {
  await grant(wish("coco.gg"), from());
  browser.tabs[0].url = "https://chat.coco.gg/";
  await visit(1, "https://chat.coco.gg/");
  assert.equal(browser.tabs[0].url, "https://chat.coco.gg/");
  await visit(1, "https://coco.fr/");
  assert.equal(browser.tabs[0].url, `${PAGE}#https://coco.fr`);
});

test("a pass whose ending was cut short between storage and rules is ended by the next alarm", async () => {
  await grant(wish("coco.gg"), from());
  browser.tabs[0].url = "https://coco.gg/";
  mock.timers.tick(6 * MINUTE);
  const { updateSessionRules } = chrome.declarativeNetRequest;
  chrome.declarativeNetRequest.updateSessionRules = () => Promise.reject(new Error("the worker was killed"));
  await assert.rejects(expire());
  chrome.declarativeNetRequest.updateSessionRules = updateSessionRules;
  assert.deepEqual(await passes(), []);
  await expire();
  assert.equal(browser.sessionRules.size, 0);
  assert.equal(browser.tabs[0].url, `${PAGE}#https://coco.gg`);
});

test("the rules of a private window's passes are left alone, and their ids are not used again", async () => {
  const rule = /** @type {import("./browser.js").Rule} */ ({ id: 2000, action: { type: "allow" }, condition: {} });
  browser.sessionRules.set(2000, rule);
  await grant(wish("coco.gg"), from());
  assert.deepEqual([...browser.sessionRules.keys()], [2000, 2001]);
  mock.timers.tick(6 * MINUTE);
  await expire();
  assert.deepEqual([...browser.sessionRules.keys()], [2000]);
});

test("an update of the extension ends every pass, known or forgotten", async () => {
  await grant(wish("coco.gg"), from());
  browser.session = {};
  await endAll();
  assert.equal(browser.sessionRules.size, 0);
});
