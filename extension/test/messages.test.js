/** Who is answered, and with what. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { ask, dispatcher } from "../src/messages.js";
import { Browser } from "./browser.js";

const POPUP = "chrome-extension://vigie/pages/popup/popup.html";
const SENDER = /** @type {chrome.runtime.MessageSender} */ ({ id: "vigie", url: POPUP });

/** @type {Partial<import("../src/messages.js").Handlers>} */
const HANDLERS = {
  "grant-pass": async ({ host, minutes }) => ({ ok: true, until: host.length + minutes }),
  "check-now": () => Promise.reject(new Error("no disk")),
  passes: async () => [],
  "end-pass": async () => [],
};

/** @param {unknown} message @param {chrome.runtime.MessageSender} [sender] */
function send(message, sender = SENDER) {
  return new Promise((answer) => {
    if (!dispatcher(HANDLERS)(message, sender, answer)) answer("nobody answers");
  });
}

beforeEach(() => void Browser.open());

test("a message reaches its handler, and the answer comes back", async () => {
  assert.deepEqual(await send({ type: "grant-pass", host: "coco.gg", minutes: 5 }), { ok: true, until: 12 });
});

for (const message of [null, undefined, 7, "passes", {}, { type: 3 }, { type: "constructor" }, { type: "shout" }]) {
  test(`${JSON.stringify(message)} gets no answer`, async () => assert.equal(await send(message), "nobody answers"));
}

test("a page inside a frame gets no answer: a web page may frame the warning", async () => {
  assert.equal(await send({ type: "passes" }, { ...SENDER, frameId: 3 }), "nobody answers");
  assert.deepEqual(await send({ type: "passes" }, { ...SENDER, frameId: 0 }), []);
});

test("a web page gets no answer, however often it asks", async () => {
  const answers = await Promise.all(
    Array.from({ length: 10_000 }, (_, i) => send({ type: "passes" }, { id: "vigie", url: `https://coco.gg/${i}` })),
  );
  assert.deepEqual([...new Set(answers)], ["nobody answers"]);
});

test("another extension gets no answer", async () => {
  assert.equal(await send({ type: "passes" }, { id: "other" }), "nobody answers");
});

test("a handler that fails leaves the page an answer of nothing, which asking reports", async (t) => {
  t.mock.method(console, "error", () => {});
  const answer = await send({ type: "check-now" });
  assert.equal(answer, undefined);
  const sendMessage = mock.fn(async () => answer);
  Object.assign(chrome.runtime, { sendMessage });
  await assert.rejects(ask({ type: "check-now" }), /did not answer check-now/);
});
