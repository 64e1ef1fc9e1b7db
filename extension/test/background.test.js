/** What the worker does when something happens: each event that it listens to, from the browser's side. */

import assert from "node:assert/strict";
import { before, beforeEach, mock, test } from "node:test";
import { setImmediate } from "node:timers/promises";

import { protect } from "../src/protection.js";
import { wake } from "../src/schedule.js";
import { Browser } from "./browser.js";
import { releaseFiles } from "./coco.js";
import { Repository } from "./repository.js";

const PACKAGE = "chrome-extension://vigie/";
const WARNING = `${PACKAGE}pages/warning/warning.html`;

/** @type {Map<string, Uint8Array>} by address */
const files = new Map();
before(async () => {
  const repository = await Repository.create(releaseFiles());
  files.set(`${PACKAGE}data/root.json`, repository.firstRoot);
  const addresses = { feedUrl: "https://vigie.example/feed/", reportUrl: "https://vigie.example/api/v1/reports" };
  files.set(`${PACKAGE}data/build.json`, new TextEncoder().encode(JSON.stringify(addresses)));
  for (const [path, bytes] of repository.files) files.set(`${PACKAGE}data/feed/${path}`, bytes);
  mock.method(globalThis, "fetch", async (/** @type {URL} */ { href }) => {
    const file = files.get(href);
    if (!file) throw new TypeError("no connection");
    return new Response(Uint8Array.from(file));
  });
});

/** @type {Browser} */
let browser;
let life = 0;

/** A worker that starts, and has done what it does then: what a test sees comes of its own event. */
beforeEach(async () => {
  await start();
  await wake();
  await protect();
});

/** @param {object} [kept]  in storage */
async function start(kept = {}) {
  browser = Browser.open(PACKAGE);
  Object.assign(browser.local, kept);
  await import(`../src/background.js?life=${life++}`);
}

const PATIENCE = 10_000; // milliseconds

/** @param {() => boolean} holds */
async function until(holds) {
  const end = Date.now() + PATIENCE;
  while (!holds()) {
    assert.ok(Date.now() < end, "it did not happen");
    await setImmediate();
  }
}

/** @returns {string[]} what the rules do */
function acts() {
  return [...browser.dynamicRules.values()].map(({ action }) => action.type);
}

test("a worker that wakes without a list protects from the starter list", async () => {
  await start();
  await until(() => acts().length > 0);
  assert.deepEqual(acts(), ["redirect"]);
});

test("an installation opens the welcome", async () => {
  browser.emit("installed", { reason: "install" });
  await until(() => browser.tabs.length > 0);
  assert.deepEqual(
    browser.tabs.map(({ url }) => url),
    [`${PACKAGE}pages/welcome/welcome.html`],
  );
});

test("host access that goes or comes back changes the rules at once", async () => {
  browser.hostAccess = false;
  browser.emit("permissions");
  await until(() => acts().includes("block"));
  browser.hostAccess = true;
  browser.emit("permissions");
  await until(() => acts().includes("redirect"));
});

test("a policy that changes is in force at once", async () => {
  browser.managed = { extraNames: ["school.example"] };
  browser.emit("storage", {}, "managed");
  await until(() => browser.dynamicRules.has(1053));
  assert.deepEqual(browser.dynamicRules.get(1053)?.condition.requestDomains, ["school.example", "school.example."]);
});

test("a page that the rules could not see, or only block, is sent to the warning", async () => {
  browser.tabs = [{ id: 1, url: "http://coco.gg/" }];
  browser.emit("committed", { tabId: 1, frameId: 0, url: "http://coco.gg/" });
  await until(() => browser.tabs[0].url === `${WARNING}#http://coco.gg`);
  browser.hostAccess = false;
  browser.emit("error", { tabId: 1, frameId: 0, url: "https://coco.fr/", error: "net::ERR_BLOCKED_BY_CLIENT" });
  await until(() => browser.tabs[0].url === `${WARNING}#https://coco.fr`);
});

test("an old row of the diary is gone when the worker has woken", async () => {
  await start({ settings: { diary: true }, diary: [{ day: "2020-01-01", site: "coco", count: 1 }] });
  await until(() => /** @type {unknown[]} */ (browser.local.diary).length === 0);
});

/** @type {import("../src/messages.js").Message[]} */
const MESSAGES = [
  { type: "settings" },
  { type: "passes" },
  { type: "end-pass", id: 2000 },
  { type: "change-settings", changes: { country: "FR" } },
  { type: "add-name", list: "trusted", text: "fine.example" },
  { type: "remove-name", list: "trusted", name: "fine.example" },
  { type: "export-settings" },
  { type: "import-settings", text: "{" },
  { type: "grant-pass", host: "coco.gg", minutes: 5 },
  { type: "warning-shown", host: "coco.gg" },
  { type: "diary" },
  { type: "erase-diary" },
  { type: "problems" },
  { type: "dismiss-problem", kind: "host-access" },
  { type: "send-report", report: { name: "new.example", kind: "risky" } },
  { type: "waiting-reports" },
  { type: "send-waiting", id: 7 },
  { type: "delete-report", id: 7 },
  { type: "set-pin", pin: "2580" },
  { type: "unlock", pin: "2580" },
  { type: "lock" },
  { type: "remove-pin" },
  { type: "check-now" },
];

for (const message of MESSAGES) {
  test(`${message.type} from a page of its own is answered`, async () => {
    const page = { id: "vigie", url: `${PACKAGE}pages/options/options.html`, tab: { id: 1 }, frameId: 0 };
    const answer = await new Promise((answered) => browser.emit("message", message, page, answered));
    assert.notEqual(answer, undefined);
  });
}
