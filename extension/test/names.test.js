/** Which host belongs to which listed Name. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { hostOf, isListable, match } from "../src/names.js";

/** @param {string[]} names */
function list(...names) {
  return new Map(
    names.map((name) => [
      name,
      /** @type {import("../src/names.js").ListedName} */ ({
        name,
        category: "anonymous-chat",
        status: "active",
        stance: "warn",
      }),
    ]),
  );
}

for (const [spelling, host] of [
  ["coco.gg", "coco.gg"],
  ["http://coco.gg", "coco.gg"],
  ["HTTPS://User:secret@WWW.Coco.GG:8443/chat?x=1#y", "www.coco.gg"],
  ["coco.gg.", "coco.gg"],
  ["coco.gg:8080", "coco.gg"],
  ["zonetéléchargement.com", "xn--zonetlchargement-fqbb.com"],
]) {
  test(`the host of ${spelling} is ${host}`, () => assert.equal(hostOf(spelling), host));
}

for (const text of ["", "http://", "ftp://coco.gg", "about://coco.gg", "chrome-extension://coco.gg/", "a b.com", "."]) {
  test(`${JSON.stringify(text)} has no host`, () => assert.equal(hostOf(text), null));
}

test("a listed name covers itself and what is under it", () => {
  for (const host of ["coco.gg", "www.coco.gg", "a.b.c.coco.gg"]) {
    assert.equal(match(host, list("coco.gg"))?.name, "coco.gg");
  }
});

test("a listed name covers no neighbour", () => {
  for (const host of ["gg", "notcoco.gg", "coco.gg.example", "coco.fr", "", "127.0.0.1"]) {
    assert.equal(match(host, list("coco.gg")), null);
  }
});

test("the longest of several listed names is the one", () => {
  assert.equal(match("www.chat.coco.gg", list("coco.gg", "chat.coco.gg"))?.name, "chat.coco.gg");
});

for (const text of ["gg", "127.0.0.1", "[::1]", "*.gg", "", "x/y", "coco.gg.", "Coco.gg", "côco.gg", ".gg", "a..gg"]) {
  test(`${JSON.stringify(text)} may not stand in a rule`, () => assert.equal(isListable(text), false));
}

test("lengths: 63 characters of a label, 253 of a name", () => {
  assert.equal(isListable(`${"a".repeat(63)}.gg`), true);
  assert.equal(isListable(`${"a".repeat(64)}.gg`), false);
  assert.equal(isListable(`${"a.".repeat(125)}abc`), true);
  assert.equal(isListable(`${"a.".repeat(125)}abcd`), false);
});
