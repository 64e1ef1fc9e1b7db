/** Which text is which host, and which host may be listed. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { hostOf, isListable, upwards } from "../src/names.js";

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

test("up from a host are the names that it is under, nearest first", () => {
  assert.deepEqual([...upwards("a.b.coco.gg")], ["a.b.coco.gg", "b.coco.gg", "coco.gg", "gg"]);
  assert.deepEqual([...upwards("")], []);
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
