/** When the feed is asked, and what follows: against a real server that holds both the package and the feed. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, afterEach, before, beforeEach, mock, test } from "node:test";

import { keptRelease } from "../src/release.js";
import { check, minutesToNext, startUp, wake } from "../src/schedule.js";
import { settings } from "../src/choices.js";
import { DEFAULTS } from "../src/settings.js";
import { Browser } from "./browser.js";
import { releaseFiles } from "./coco.js";
import { NOW, Repository, daysFromNow } from "./repository.js";

/** @type {Map<string, Uint8Array>} by path */
let files = new Map();
/** @type {string[]} */
const asked = [];
const server = createServer((request, response) => {
  const path = request.url ?? "";
  const file = files.get(path);
  if (path.startsWith("/feed/")) asked.push(path);
  response.writeHead(file ? 200 : 404).end(file);
});
let origin = "";

before(async () => {
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(null)));
  origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
});
after(() => server.close());

/** @type {Browser} */
let browser;
/** @type {Repository} */
let repository;

beforeEach(async () => {
  mock.timers.enable({ apis: ["Date"], now: NOW.getTime() });
  browser = Browser.open(`${origin}/package/`);
  repository = await Repository.create(releaseFiles());
  files = new Map([["/package/data/root.json", repository.firstRoot]]);
  files.set("/package/data/build.json", new TextEncoder().encode(JSON.stringify({ feedUrl: `${origin}/feed/` })));
  for (const [path, bytes] of repository.files) files.set(`/package/data/feed/${path}`, bytes);
  asked.length = 0;
});
afterEach(() => mock.timers.reset());

async function publish() {
  await repository.publish(releaseFiles("omegle.example"));
  for (const [path, bytes] of repository.files) files.set(`/feed/${path}`, bytes);
}

function warned() {
  return [...browser.dynamicRules.values()].flatMap(({ condition }) => condition.requestDomains ?? []);
}

test("a first start without a connection warns from the starter feed", async () => {
  const { serial, checkedAt } = await startUp();
  assert.deepEqual([serial, checkedAt], [1, null]);
  assert.ok(warned().includes("coco.gg"));
  assert.deepEqual(asked, []);
});

test("a check takes the new release, tells the browser's rules and sets the next alarm", async () => {
  await startUp();
  await publish();
  assert.equal((await check()).serial, 2);
  assert.ok(warned().includes("omegle.example"));
  const delay = browser.alarms.get("check-feed")?.delayInMinutes ?? 0;
  assert.ok(delay >= 13.5 && delay <= 16.5, String(delay));
});

test("a check that fails keeps the rules, and waits longer for the next one", async () => {
  await startUp();
  assert.equal((await check()).error?.kind, "missing");
  assert.ok(warned().includes("coco.gg"));
  assert.ok((browser.alarms.get("check-feed")?.delayInMinutes ?? 0) >= 27);
});

test("checks that are asked for at the same moment are one", async () => {
  await publish();
  const [first, second] = await Promise.all([check(), check()]);
  assert.deepEqual(first, second);
  assert.equal(asked.filter((path) => path.endsWith("timestamp.json")).length, 1);
});

test("a worker that is killed in the middle of a check has an alarm to wake it", async () => {
  const running = check();
  browser.log.length = 0;
  await running;
  assert.equal(browser.log[0], "alarm check-feed");
});

test("the toolbar is marked while the list is out of date, and not after", async () => {
  await startUp();
  assert.equal(browser.badges.get(undefined), "");
  mock.timers.setTime(daysFromNow(10).getTime());
  await check();
  assert.equal(browser.badges.get(undefined), "!");
  repository.expires.timestamp = daysFromNow(12);
  await publish();
  await check();
  assert.equal(browser.badges.get(undefined), "");
});

test("a worker that wakes without list or alarm gets both, and with both asks for nothing", async () => {
  await publish();
  await wake();
  assert.equal((await keptRelease())?.serial, 2);
  assert.ok(browser.alarms.has("check-feed"));
  asked.length = 0;
  await wake();
  assert.deepEqual(asked, []);
});

test("when storage was cleared under it, the rules stay, and the next wake brings the starter list back", async () => {
  await startUp();
  browser.local.settings = { own: { added: ["ours.example"], trusted: [] } };
  browser.local = {};
  assert.ok(warned().includes("coco.gg"));
  await wake();
  assert.equal((await keptRelease())?.serial, 1);
  assert.ok(warned().includes("coco.gg"));
  assert.deepEqual(await settings(), DEFAULTS);
});

test("who asks first after storage was cleared is answered with the starter list, though the feed is out of reach", async () => {
  await startUp();
  browser.local = {};
  const { serial, verified, error } = await check();
  assert.deepEqual([serial, verified, error?.kind], [1, true, "missing"]);
});

test("where a policy moves the feed, it is asked there, and still held to the pinned root", async () => {
  await startUp();
  browser.managed = { feedUrl: `${origin}/school/feed/` };
  await repository.publish(releaseFiles("omegle.example"));
  for (const [path, bytes] of repository.files) files.set(`/school/feed/${path}`, bytes);
  assert.equal((await check()).serial, 2);
  assert.deepEqual(asked, []);

  const other = await Repository.create(releaseFiles("other.example"));
  await other.publish(releaseFiles("other.example"));
  await other.publish(releaseFiles("other.example"));
  for (const [path, bytes] of other.files) files.set(`/school/feed/${path}`, bytes);
  assert.equal((await check()).error?.kind, "signature");
  assert.ok(!warned().includes("other.example"));
});

test("a Firefox without host access asks nobody, since each question would name its installation", async (t) => {
  await startUp();
  await publish();
  const { fetch } = globalThis;
  t.mock.method(globalThis, "fetch", (/** @type {URL} */ address, /** @type {RequestInit} */ how) =>
    fetch(address.href.replace("moz-extension://vigie/", `${origin}/package/`), how),
  );
  browser.origin = "moz-extension://vigie/";
  browser.hostAccess = false;
  assert.equal((await check()).error?.kind, "network");
  assert.deepEqual(asked, []);
  browser.hostAccess = true;
  assert.equal((await check()).serial, 2);
});

test("the feed is asked every quarter of an hour, a tenth more or less by lot", () => {
  assert.deepEqual(
    [0, 0.5, 1].map((lot) => minutesToNext(0, lot)),
    [13.5, 15, 16.5],
  );
});

test("twice as long after each failure, four hours at most", () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 2000].map((failures) => minutesToNext(failures, 0.5)),
    [30, 60, 120, 240, 240, 240],
  );
});
