/** Reports, against a real server: exactly what is sent, and what becomes of one that cannot be. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";

import { bodyOf, deleteReport, send, sendWaiting, waitingReports } from "../src/reports.js";
import { Browser } from "./browser.js";

/** @type {{method?: string, url?: string, headers: object, body: string}[]} */
let received = [];
let answer = { status: 202, body: "" };
const server = createServer(async (request, response) => {
  if (request.url === "/package/data/build.json") {
    const addresses = { feedUrl: `${origin}/feed/`, reportUrl: `${origin}/api/v1/reports` };
    return response.writeHead(200).end(JSON.stringify(addresses));
  }
  const parts = [];
  for await (const part of request) parts.push(part);
  const { method, url, headers } = request;
  received.push({ method, url, headers, body: Buffer.concat(parts).toString() });
  return answer.status === 0 ? response.destroy() : response.writeHead(answer.status).end(answer.body);
});
let origin = "";

before(async () => {
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(null)));
  origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
});
after(() => server.close());

/** @type {Browser} */
let browser;
beforeEach(() => {
  browser = Browser.open(`${origin}/package/`);
  received = [];
  answer = { status: 202, body: "" };
});

const REPORT = { name: "new.example", kind: /** @type {const} */ ("risky"), words: "Strangers write to my child." };
const OFFLINE = { status: 0, body: "" };

/** @param {object} [tab] */
function from(tab) {
  return /** @type {chrome.runtime.MessageSender} */ ({ id: "vigie", tab });
}

test("what is sent is name, kind and words, and nothing that tells who sent it", async () => {
  assert.deepEqual(await send({ report: REPORT }, from()), { ok: true });
  const [{ method, url, headers, body }] = received;
  assert.deepEqual([method, url, body], ["POST", "/api/v1/reports", bodyOf(REPORT)]);
  assert.deepEqual(JSON.parse(body), REPORT);
  const told = Object.keys(headers).filter((name) => /cookie|referer|origin|authorization/.test(name));
  assert.deepEqual(told, []);
  assert.deepEqual(await waitingReports(), []);
});

test("the origin, which is another one in each Firefox, is taken off what is sent", async () => {
  await send({ report: REPORT }, from());
  const [{ action, condition }] = browser.sessionRules.values();
  assert.deepEqual(action.requestHeaders, [{ header: "origin", operation: "remove" }]);
  assert.deepEqual(condition.urlFilter, `|${origin}/api/v1/reports|`);
});

test("a Firefox that cannot take it off, without host access, sends nothing", async () => {
  Browser.open(`moz-extension://7669676e/`).hostAccess = false;
  const told = await send({ report: REPORT }, from());
  assert.deepEqual([!told.ok && told.reason, received], ["waiting", []]);
});

test("a report of a whole address says only its host, and holds nothing that was added to it", () => {
  const report = { name: " https://user:secret@Chat.New.example/room?x#y", kind: "mistake", words: "  ", id: 7 };
  assert.equal(bodyOf(report), '{"name":"chat.new.example","kind":"mistake"}');
});

for (const report of [
  null,
  {},
  { name: "gg", kind: "risky" },
  { name: 7, kind: "risky" },
  { name: "192.0.2.1", kind: "risky" },
  { name: "new.example", kind: "angry" },
  { name: "new.example", kind: "risky", words: 7 },
  { name: "new.example", kind: "risky", words: "x".repeat(1001) },
]) {
  test(`${JSON.stringify(report).slice(0, 60)} is no report, and nothing is sent`, async () => {
    assert.deepEqual(await send({ report: /** @type {any} */ (report) }, from()), { ok: false, reason: "malformed" });
    assert.deepEqual(received, []);
  });
}

test("a report that the service refuses is not kept, and the service's sentence is told", async () => {
  answer = { status: 422, body: JSON.stringify({ detail: "name: a public suffix cannot be listed." }) };
  const told = await send({ report: REPORT }, from());
  assert.deepEqual(told, { ok: false, reason: "refused", detail: "name: a public suffix cannot be listed." });
  assert.deepEqual(await waitingReports(), []);
});

for (const body of ["", "<html>", "null", '{"detail": 7}']) {
  test(`a refusal that says ${JSON.stringify(body)} has no sentence`, async () => {
    answer = { status: 404, body };
    assert.deepEqual(await send({ report: REPORT }, from()), { ok: false, reason: "refused", detail: "" });
  });
}

for (const [what, without] of /** @type {const} */ ([
  ["no connection", OFFLINE],
  ["a service that is busy", { status: 429, body: "" }],
  ["a service that is broken", { status: 503, body: "" }],
])) {
  test(`with ${what} a report waits in view`, async () => {
    answer = without;
    const told = await send({ report: REPORT }, from());
    assert.ok(!told.ok && told.reason === "waiting");
    assert.deepEqual(told.waiting, await waitingReports());
    assert.deepEqual([told.waiting.length, told.waiting[0].report], [1, REPORT]);
  });
}

test("what waits is sent by another click, and then waits no longer", async () => {
  answer = OFFLINE;
  await send({ report: REPORT }, from());
  const [{ id }] = await waitingReports();
  assert.deepEqual(received.splice(0).length, 1, "nothing is tried again by itself");
  answer = { status: 202, body: "" };
  assert.deepEqual(await sendWaiting({ id }), { ok: true });
  assert.equal(received[0].body, bodyOf(REPORT));
  assert.deepEqual(await waitingReports(), []);
});

test("what waits can be deleted, and the others stay", async () => {
  answer = OFFLINE;
  await send({ report: REPORT }, from());
  await send({ report: { ...REPORT, name: "other.example" } }, from());
  const [first] = await waitingReports();
  const left = await deleteReport({ id: first.id });
  assert.deepEqual(
    left.map(({ report }) => report.name),
    ["other.example"],
  );
  assert.deepEqual(await sendWaiting({ id: first.id }), { ok: false, reason: "malformed" });
});

test("one that is refused when it is sent again stays in view", async () => {
  answer = OFFLINE;
  await send({ report: REPORT }, from());
  answer = { status: 422, body: '{"detail":"No."}' };
  const [{ id }] = await waitingReports();
  assert.deepEqual(await sendWaiting({ id }), { ok: false, reason: "refused", detail: "No." });
  assert.equal((await waitingReports()).length, 1);
});

test("twenty wait at most, and the next one is said not to be kept", async () => {
  answer = OFFLINE;
  for (let i = 0; i < 20; i++) await send({ report: { ...REPORT, name: `site-${i}.example` } }, from());
  assert.deepEqual(await send({ report: REPORT }, from()), { ok: false, reason: "offline" });
  assert.equal((await waitingReports()).length, 20);
});

test("none of a private window is kept", async () => {
  answer = OFFLINE;
  assert.deepEqual(await send({ report: REPORT }, from({ incognito: true })), { ok: false, reason: "offline" });
  browser.isPrivate = true;
  assert.deepEqual(await send({ report: REPORT }, from()), { ok: false, reason: "offline" });
  assert.equal(browser.local.reports, undefined);
});

test("where a policy moves the feed, reports go beside it", async () => {
  browser.managed = { feedUrl: `${origin}/school/feed/` };
  await send({ report: REPORT }, from());
  assert.equal(received[0].url, "/school/api/v1/reports");
});

test("what storage holds that is no report is passed over", async () => {
  browser.local.reports = [null, { id: 1 }, { id: 2, report: REPORT, since: "2026-11-21T12:00:00.000Z" }];
  assert.deepEqual(
    (await waitingReports()).map(({ id }) => id),
    [2],
  );
});
