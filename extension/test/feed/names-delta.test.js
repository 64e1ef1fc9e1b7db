/** A delta leads from one list to another; what does not fit is refused, whatever its bytes. */

import assert from "node:assert/strict";
import { randomBytes, randomInt } from "node:crypto";
import { test } from "node:test";

import { FeedError, FeedFormatError } from "../../src/feed/feed-error.js";
import { applyDelta } from "../../src/feed/names-delta.js";
import { readNames } from "../../src/feed/names-file.js";
import { encodeDelta, writeNames } from "../encoder.js";

// As rows: com.omegle, fr.coco, gg.coco.
const BEFORE = writeNames([
  { name: "omegle.com", fact: 8 },
  { name: "coco.fr", fact: 0 },
  { name: "coco.gg", fact: 0 },
]);

test("the bytes of the written format are read", () => {
  const delta = Uint8Array.from(Buffer.from("\x01\x02\x02\x03\x00\x02\x00\x87\x87a", "latin1"));
  const after = writeNames([
    { name: "omegle.com", fact: 8 },
    { name: "coco.gg", fact: 2 },
    { name: "cocoa.gg", fact: 0 },
  ]);
  assert.deepEqual(applyDelta(BEFORE, delta), after);
});

test("no change leads to the same file", () => assert.deepEqual(applyDelta(BEFORE, encodeDelta([])), BEFORE));

test("a list can go altogether", () => {
  assert.deepEqual(readNames(applyDelta(BEFORE, encodeDelta([1, 1, 1]))), []);
});

test("a list can begin from nothing", () => {
  const set = [
    { step: 0, fact: 0, shared: 0, rest: "gg.coco" },
    { step: 0, fact: 3, shared: 7, rest: "a" },
  ];
  const after = writeNames([
    { name: "coco.gg", fact: 0 },
    { name: "cocoa.gg", fact: 3 },
  ]);
  assert.deepEqual(applyDelta(writeNames([]), encodeDelta([], set)), after);
});

test("a new name takes its place in the order, though it is written against a name after it", () => {
  const after = applyDelta(BEFORE, encodeDelta([], [{ step: 3, fact: 0, shared: 3, rest: "aaa" }]));
  assert.deepEqual(
    readNames(after).map(({ name }) => name),
    ["omegle.com", "coco.fr", "aaa.gg", "coco.gg"],
  );
});

test("steps longer than one byte are read", () => {
  const many = Array.from({ length: 20_000 }, (_, i) => ({ name: `x${String(i).padStart(5, "0")}.gg`, fact: 0 }));
  const after = applyDelta(writeNames(many), encodeDelta([300, 19_700]));
  assert.deepEqual(after, writeNames(many.filter((_, i) => i !== 299 && i !== 19_999)));
});

for (const [step, spelt] of /** @type {const} */ ([
  [223, "df"],
  [224, "e000"],
  [256, "e001"],
  [7392, "e0e000"],
])) {
  test(`a step of ${step} is read as it is spelt in the documentation`, () => {
    const many = Array.from({ length: step }, (_, i) => ({ name: `x${String(i).padStart(5, "0")}.gg`, fact: 0 }));
    const delta = Uint8Array.from(Buffer.from(`0100${spelt}`, "hex"));
    assert.deepEqual(applyDelta(writeNames(many), delta), writeNames(many.slice(0, -1)));
  });
}

for (const [what, delta, why] of /** @type {[string, Uint8Array, RegExp][]} */ ([
  ["an empty delta", Uint8Array.of(), /breaks off/],
  ["one that breaks off", Uint8Array.of(5, 0, 1), /breaks off/],
  ["an endless number", Uint8Array.of(255, 255, 255, 255, 255, 1), /too long/],
  ["a count beyond all measure", Uint8Array.of(255, 255, 255, 127, 0), /breaks off/],
  ["the removal of a name after the last", encodeDelta([4]), /further/],
  ["the removal of a name before the first", encodeDelta([0]), /further/],
  ["a name written against one after the last", encodeDelta([], [{ step: 4, fact: 0, shared: 0, rest: "a" }]), /further/],
  ["more shared than there is", encodeDelta([], [{ step: 0, fact: 0, shared: 1, rest: "gg.x" }]), /shares more/],
  ["fewer names than announced", Uint8Array.of(0, 2, 1, 1, 0, 0, 0x80, 0x61), /announces 2 names and holds 1/],
  ["an entry that does not begin as one", Uint8Array.of(0, 1, 1, 0, 0x61), /begin/],
])) {
  test(`${what} is refused`, () => {
    assert.throws(
      () => applyDelta(BEFORE, delta),
      (reason) => reason instanceof FeedFormatError && why.test(reason.message),
    );
  });
}

test("what is no names file has no delta", () => {
  assert.throws(() => applyDelta(Uint8Array.of(), encodeDelta([])), FeedFormatError);
});

test("any bytes are a delta or a clear refusal", () => {
  for (let run = 0; run < 2000; run++) {
    try {
      assert.ok(applyDelta(BEFORE, randomBytes(randomInt(40))).length > 0);
    } catch (reason) {
      assert.ok(reason instanceof FeedError, String(reason));
    }
  }
});
