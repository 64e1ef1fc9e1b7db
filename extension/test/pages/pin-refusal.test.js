/** What somebody who guesses a PIN is told. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { pinRefusal } from "../../pages/pin-refusal.js";
import { speaker } from "./locale.js";

const NOW = 1_000_000;
const EN = { language: /** @type {const} */ ("en"), say: speaker("en") };
const DE = { language: /** @type {const} */ ("de"), say: speaker("de") };

test("the first wrong PIN is only called wrong", () => {
  assert.equal(pinRefusal({ ok: false, reason: "pin-wrong", retryAt: NOW }, EN, NOW), "That is not the PIN.");
});

test("a wrong PIN that costs a wait says how long", () => {
  const refusal = /** @type {const} */ ({ ok: false, reason: "pin-wrong", retryAt: NOW + 30_000 });
  assert.match(pinRefusal(refusal, EN, NOW), /^That is not the PIN\. .* possible in 30 seconds\.$/);
  assert.match(pinRefusal(refusal, DE, NOW), /möglich in 30 Sekunden\.$/);
});

test("a PIN that comes too early is not called wrong: nobody looked at it", () => {
  const told = pinRefusal({ ok: false, reason: "pin-wait", retryAt: NOW + 600_000 }, EN, NOW);
  assert.equal(told, "Too many tries. The next one is possible in 10 minutes.");
});

test("where none was given it is asked for", () => {
  assert.equal(pinRefusal({ ok: false, reason: "pin-needed" }, EN, NOW), "The family’s PIN");
});
