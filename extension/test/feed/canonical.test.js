/** The bytes that signatures cover; python-tuf signs exactly these. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { canonical } from "../../src/feed/canonical.js";
import { FeedFormatError } from "../../src/feed/feed-error.js";

/** @param {unknown} value */
function text(value) {
  return new TextDecoder().decode(canonical(value));
}

test("keys are sorted, nothing stands between, only quotes and backslashes are escaped", () => {
  assert.equal(text({ b: [1, true, null, "é\n"], a: { "\\": '"' } }), '{"a":{"\\\\":"\\""},"b":[1,true,null,"é\n"]}');
});

test("keys are sorted by code point", () => assert.equal(text({ "😀": 1, "～": 2 }), '{"～":2,"😀":1}'));

test("a key that is the beginning of another comes first", () => assert.equal(text({ ab: 1, a: 2 }), '{"a":2,"ab":1}'));

test("a key with a special meaning in JavaScript is a key", () => {
  assert.equal(text(JSON.parse('{"b":1,"__proto__":2}')), '{"__proto__":2,"b":1}');
});

for (const value of [1.5, 2 ** 53, NaN, "\ud800", undefined, { "\udc00": 1 }]) {
  test(`${JSON.stringify(value)} is refused`, () => assert.throws(() => canonical(value), FeedFormatError));
}

test("what is nested as deep as metadata needs is written, and what would exhaust the stack is refused", () => {
  const nested = (/** @type {number} */ depth) => JSON.parse("[".repeat(depth) + "]".repeat(depth));
  assert.equal(text(nested(64)), "[".repeat(64) + "]".repeat(64));
  for (const depth of [66, 8_000, 250_000]) assert.throws(() => canonical(nested(depth)), FeedFormatError);
});
