/** The PIN: what counts as a try, what a wrong one costs, and what storage keeps. */

import assert from "node:assert/strict";
import { afterEach, before, beforeEach, mock, test } from "node:test";

import { isPin, isSet, lock, refusal, removePin, setPin } from "../src/pin.js";
import { tryPin, unlock, unlockedUntil, waitAfter } from "../src/pin.js";
import { Browser } from "./browser.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** @type {Browser} */
let browser;

/** @type {unknown} what storage keeps of the PIN 2580: six hundred thousand iterations, gone through once */
let kept;
before(async () => {
  browser = Browser.open();
  await setPin("2580");
  kept = browser.local.pin;
});

beforeEach(() => {
  mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-21T12:00:00Z") });
  browser = Browser.open();
});
afterEach(() => mock.timers.reset());

/** A device on which somebody set the PIN 2580 some time ago. */
function withPin() {
  browser.local.pin = structuredClone(kept);
}

/** @param {number} times */
async function failures(times) {
  browser.local["pin-tries"] = { failures: times, retryAt: Date.now() };
}

test("a PIN is four to eight digits", () => {
  for (const pin of ["0000", "1234", "12345678"]) assert.equal(isPin(pin), true, pin);
  for (const pin of ["123", "123456789", "12a4", "１２３４", "", " 1234", 1234, null]) assert.equal(isPin(pin), false);
});

test("without a PIN nothing is asked", async () => {
  assert.deepEqual(await tryPin(undefined), { ok: true });
  assert.deepEqual([await isSet(), await refusal()], [false, null]);
});

test("the right PIN is let in, a wrong one is not, and none is asked for", async () => {
  withPin();
  assert.deepEqual(await tryPin("2580"), { ok: true });
  assert.deepEqual(await tryPin("2581"), { ok: false, reason: "pin-wrong", retryAt: Date.now() });
  assert.deepEqual(await tryPin(undefined), { ok: false, reason: "pin-needed" });
  assert.deepEqual(await tryPin("letters"), { ok: false, reason: "pin-needed" });
});

test("storage keeps a salted digest of 600 000 iterations at least, another one each time, and no PIN", async () => {
  await setPin("2580");
  const first = /** @type {any} */ (browser.local.pin);
  await setPin("2580");
  const second = /** @type {any} */ (browser.local.pin);
  assert.ok(first.iterations >= 600_000);
  assert.equal(Buffer.from(first.salt, "base64").length, 16);
  assert.notEqual(first.salt, second.salt);
  assert.notEqual(first.digest, second.digest);
  assert.doesNotMatch(JSON.stringify([browser.local, browser.session]), /2580/);
});

test("two wrong tries are free, the third waits half a minute, and each doubles up to an hour", () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 9, 10, 1000].map((times) => waitAfter(times) / SECOND),
    [0, 0, 30, 60, 120, 1920, 3600, 3600],
  );
});

test("while it waits even the right PIN is not looked at, and the try costs nothing", async () => {
  withPin();
  await failures(2);
  const { retryAt } = /** @type {any} */ (await tryPin("0000"));
  assert.equal(retryAt, Date.now() + 30 * SECOND);
  assert.deepEqual(await tryPin("2580"), { ok: false, reason: "pin-wait", retryAt });
  mock.timers.tick(30 * SECOND);
  assert.deepEqual(await tryPin("2580"), { ok: true });
});

test("the wait outlasts the browser, and a right PIN forgets the wrong ones", async () => {
  withPin();
  await failures(3);
  await tryPin("0000");
  browser.session = {};
  assert.equal((await tryPin("2580")).ok, false);
  mock.timers.tick(MINUTE);
  assert.equal((await tryPin("2580")).ok, true);
  assert.deepEqual(await tryPin("0000"), { ok: false, reason: "pin-wrong", retryAt: Date.now() });
});

test("tries that come at once are counted one after another", async () => {
  withPin();
  const answers = await Promise.all(["0000", "0001", "0002", "0003", "2580"].map((pin) => tryPin(pin)));
  assert.deepEqual(
    answers.map((answer) => (answer.ok ? "right" : answer.reason)),
    ["pin-wrong", "pin-wrong", "pin-wrong", "pin-wait", "pin-wait"],
  );
});

test("a try counts before it is looked at: a worker that is killed in between forgives nothing", async (t) => {
  withPin();
  t.mock.method(crypto.subtle, "deriveBits", () => Promise.reject(new Error("the worker was killed")));
  await assert.rejects(tryPin("0000"));
  assert.equal(/** @type {any} */ (browser.local["pin-tries"]).failures, 1);
});

test("storage that fails opens nothing", async () => {
  withPin();
  browser.storageFails = true;
  await assert.rejects(tryPin("2580"), { kind: "storage" });
  await assert.rejects(refusal(), { kind: "storage" });
});

test("a clock that was set back makes nobody wait longer than an hour", async () => {
  withPin();
  browser.local["pin-tries"] = { failures: 12, retryAt: Date.now() + 400 * 24 * 60 * MINUTE };
  const answer = /** @type {any} */ (await tryPin("2580"));
  assert.equal(answer.retryAt, Date.now() + 60 * MINUTE);
});

test("settings stay unlocked for five minutes, or until they are locked, or the browser closes", async () => {
  await setPin("2580");
  assert.equal(await refusal(), null, "whoever set it knows it");
  await lock();
  assert.deepEqual(await refusal(), { ok: false, reason: "pin-needed" });
  assert.deepEqual(await unlock("2580"), { ok: true, until: Date.now() + 5 * MINUTE });
  assert.equal(await unlockedUntil(), Date.now() + 5 * MINUTE);
  mock.timers.tick(5 * MINUTE);
  assert.deepEqual(await refusal(), { ok: false, reason: "pin-needed" });
  await unlock("2580");
  browser.session = {};
  assert.deepEqual(await refusal(), { ok: false, reason: "pin-needed" });
});

test("a wrong PIN unlocks nothing", async () => {
  withPin();
  assert.equal((await unlock("0000")).ok, false);
  assert.deepEqual(await refusal(), { ok: false, reason: "pin-needed" });
});

test("a PIN that is removed is asked for no longer", async () => {
  withPin();
  await removePin();
  assert.deepEqual([await isSet(), await tryPin(undefined)], [false, { ok: true }]);
});

for (const broken of [7, {}, { salt: "a", digest: "b", iterations: 1 }, { salt: "AAAA", digest: "AAAA" }]) {
  test(`a PIN that storage holds as ${JSON.stringify(broken)} locks nobody out for ever`, async () => {
    browser.local.pin = broken;
    assert.deepEqual(await tryPin("2580"), { ok: true });
  });
}
