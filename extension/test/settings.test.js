/** What is read of settings, and of a typed name. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { readName } from "../src/own-names.js";
import { countUnread, DEFAULTS, MOST_NAMES, readChosen, whole } from "../src/settings.js";

for (const nothing of [undefined, null, 7, "settings", [], [{}], {}]) {
  test(`of ${JSON.stringify(nothing)} the defaults are left`, () =>
    assert.deepEqual(whole(readChosen(nothing)), DEFAULTS));
}

test("what is malformed is dropped alone", () => {
  const read = readChosen({
    reader: "grandparent",
    whose: "child",
    language: 3,
    country: "France",
    categories: { "dating-chat": "block", "anonymous-chat": "sometimes", constructor: "off" },
    own: { added: [{ name: "a.example", action: "shout" }, null, { name: "gg" }, 7], trusted: "b.example" },
    diary: "yes",
    welcomed: true,
    password: "hunter2",
  });
  assert.deepEqual(read, {
    whose: "child",
    categories: { "dating-chat": "block" },
    own: { added: [{ name: "a.example", action: "warn" }], trusted: [] },
    welcomed: true,
  });
});

test("later layers lie over earlier ones, category by category", () => {
  const settings = whole(
    readChosen({ language: "fr", categories: { "dating-chat": "off" } }),
    readChosen({ categories: { "anonymous-chat": "block" } }),
  );
  assert.equal(settings.language, "fr");
  assert.deepEqual([settings.categories["dating-chat"], settings.categories["anonymous-chat"]], ["off", "block"]);
  assert.equal(DEFAULTS.categories["dating-chat"], "warn");
});

test("each of the family's lists is bounded, and holds a name once", () => {
  const trusted = Array.from({ length: MOST_NAMES + 10 }, (_, i) => `site-${i}.example`);
  const read = readChosen({ own: { added: ["a.example", "A.example."], trusted } });
  assert.deepEqual([read.own?.trusted.length, read.own?.added.length], [MOST_NAMES, 1]);
});

test("what was left out is counted, entry by entry", () => {
  assert.equal(countUnread({ reader: "teen", country: null, own: { added: [{ name: "a.example" }], trusted: [] } }), 0);
  const bad = { reader: "x", shoe: 43, categories: { unknown: "off" }, own: { added: ["gg", "a.fr"] } };
  assert.equal(countUnread(bad), 4);
});

for (const [typed, name] of [
  ["coco.gg", "coco.gg"],
  ["  https://User:secret@WWW.Coco.GG:8443/chat?x=1#y ", "coco.gg"],
  ["coco.gg.", "coco.gg"],
  ["chat.coco.gg", "chat.coco.gg"],
  ["zonetéléchargement.com", "xn--zonetlchargement-fqbb.com"],
  ["www.fr", "www.fr"],
  ["www.co.uk", "www.co.uk"],
  ["example.co.uk", "example.co.uk"],
]) {
  test(`${typed} is the name ${name}`, () => assert.deepEqual(readName(typed), { name }));
}

for (const [typed, reason] of /** @type {const} */ ([
  ["", "empty"],
  ["   ", "empty"],
  [undefined, "empty"],
  [7, "empty"],
  ["fr", "no-dot"],
  ["localhost", "no-dot"],
  ["co.uk", "suffix"],
  ["com.br", "suffix"],
  ["192.0.2.1", "address"],
  ["http://2130706433/", "address"],
  ["[2001:db8::1]", "address"],
  ["*.gg", "not-a-name"],
  ["coco gg.fr", "not-a-name"],
  ["ftp://coco.gg", "not-a-name"],
  ["javascript:alert(1)", "not-a-name"],
  ["-coco.gg", "not-a-name"],
  [`${"a.".repeat(130)}gg`, "too-long"],
  [`coco.gg/${"a".repeat(3000)}`, "too-long"],
])) {
  test(`${JSON.stringify(typed)?.slice(0, 40)} is refused: ${reason}`, () =>
    assert.deepEqual(readName(typed), { reason }));
}
