/** There is one encoding of a list, and the reader takes no other. */

import assert from "node:assert/strict";
import { randomBytes, randomInt } from "node:crypto";
import { test } from "node:test";

import { FeedFormatError } from "../../src/feed/feed-error.js";
import { findName, readNames } from "../../src/feed/names-file.js";
import { encode, writeNames } from "../encoder.js";

/** @param {Uint8Array} bytes @param {RegExp} why */
function refused(bytes, why) {
  assert.throws(
    () => readNames(bytes),
    (reason) => reason instanceof FeedFormatError && why.test(reason.message),
  );
}

/** @param {string} text */
function bytes(text) {
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

test("a list is read with each name's category, status and stance", () => {
  const file = bytes("vigie-names/1 3\n\x01\x03\x92\x80fr.coco\x80gg.coco\x87l");
  assert.deepEqual(readNames(file), [
    { name: "coco.fr", category: "anonymous-chat", status: "redirecting", stance: "warn" },
    { name: "coco.gg", category: "anonymous-chat", status: "closed_by_authority", stance: "warn" },
    { name: "cocol.gg", category: "dating-chat", status: "closed", stance: "inform" },
  ]);
});

test("an empty list is a list", () => assert.deepEqual(readNames(bytes("vigie-names/1 0\n")), []));

for (const [what, fact] of /** @type {const} */ ([
  ["category", 0x80 | (4 << 3)],
  ["status", 0x80 | 7],
])) {
  test(`a reserved ${what} is shown as unknown, and warned about`, () => {
    const [entry] = readNames(writeNames([{ name: "coco.gg", fact }]));
    assert.equal(entry[what], "unknown");
    assert.equal(entry.stance, "warn");
  });
}

for (const header of ["", "vigie-names/2 0\n", "vigie-names/1 00\n", "vigie-names/1 -1\n", "vigie-names/1 0", "\n"]) {
  test(`the header ${JSON.stringify(header)} is refused`, () => refused(bytes(header), /header/));
}

test("more names than announced, or fewer, are refused", () => {
  const rows = [
    { name: "fr.coco", fact: 0 },
    { name: "gg.coco", fact: 0 },
  ];
  refused(encode(rows, 3), /begin|holds/);
  refused(encode(rows, 1), /begin|holds/);
  refused(bytes("vigie-names/1 5\n"), /announces 5 names and holds 0/);
  refused(bytes("vigie-names/1 999999999\n"), /announces/);
});

test("names out of order, or said twice, are refused", () => {
  refused(
    encode([
      { name: "gg.coco", fact: 0 },
      { name: "fr.coco", fact: 0 },
    ]),
    /sorted/,
  );
  refused(
    encode([
      { name: "gg.coco", fact: 0 },
      { name: "gg.coco", fact: 0 },
    ]),
    /sorted|twice/,
  );
});

test("an entry that shares more than the one before has, or less than it could, is refused", () => {
  refused(bytes("vigie-names/1 1\n\x00\x81gg.coco"), /shares more/);
  refused(
    encode([
      { name: "gg.coco", fact: 0 },
      { name: "gg.cocol", fact: 0, shared: 6 },
    ]),
    /shares less/,
  );
});

test("128 shared characters are written as 127 and one more", () => {
  const long = `gg.${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(20)}`;
  const entries = readNames(
    encode([
      { name: `${long}a`, fact: 0 },
      { name: `${long}b`, fact: 0 },
    ]),
  );
  assert.equal(entries.length, 2);
});

test("an entry that cannot be listed is left out alone", () => {
  const bad = ["gg", "1.0.0.127", "gg.co co", "gg.-coco", "gg.*", "gg..coco", "gg.Coco", `gg.${"a".repeat(64)}`];
  const good = ["fr.coco", "gg.coco"];
  const rows = [...bad, ...good].sort().map((name) => ({ name, fact: 0 }));
  assert.deepEqual(
    readNames(encode(rows)).map(({ name }) => name),
    ["coco.fr", "coco.gg"],
  );
});

test("to look one name up says what reading all of them says", () => {
  const long = `${"c".repeat(20)}.${"b".repeat(60)}.${"a".repeat(60)}`;
  const parts = ["a", "b", "ab", "ba", "chat", "chat-1", long, `x${long}`, `${long.slice(1)}`];
  const hosts = parts.flatMap((first) => parts.map((second) => `${first}.${second}.gg`));
  for (let round = 0; round < 200; round++) {
    const rows = hosts.filter(() => randomInt(2) === 0).map((name) => ({ name, fact: randomInt(256) }));
    const file = writeNames(rows);
    const listed = new Map(readNames(file).map((entry) => [entry.name, entry]));
    for (const host of [...hosts, "gg", "", "a.gg", "zz.gg", "a.a.gg.example"]) {
      assert.deepEqual(findName(file, host), listed.get(host), host);
    }
  }
});

test("an entry that cannot be listed is not found either", () => {
  for (const name of ["gg", "*.gg", "127.0.0.1", "-coco.gg"]) {
    const file = writeNames([{ name, fact: 0 }, { name: "coco.gg", fact: 0 }]);
    assert.equal(findName(file, name), undefined);
    assert.ok(findName(file, "coco.gg"));
  }
});

test("random bytes are a list or a clear refusal", () => {
  const valid = writeNames(Array.from({ length: 40 }, (_, i) => ({ name: `name${i}.example`, fact: i })));
  for (let i = 0; i < 4000; i++) {
    const file =
      i % 2 ? Uint8Array.from([...bytes("vigie-names/1 3\n"), ...randomBytes(randomInt(60))]) : valid.slice();
    if (i % 2 === 0) file[randomInt(file.length)] = randomInt(256);
    try {
      assert.ok(readNames(file).every(({ name }) => name.includes(".")));
    } catch (reason) {
      assert.ok(reason instanceof FeedFormatError, String(reason));
    }
  }
});

test("100 000 names are read in less than a second", () => {
  const file = writeNames(
    Array.from({ length: 100_000 }, (_, i) => ({ name: `site-${i.toString(36)}.example`, fact: 0 })),
  );
  const before = performance.now();
  assert.equal(readNames(file).length, 100_000);
  const taken = performance.now() - before;
  assert.ok(taken < 1000, `${taken} ms`);
});
