/** What is said of the list, and when it is said to be off. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { feedState, trouble } from "../../pages/feed-state.js";
import { FRESH } from "./coco.js";
import { speaker } from "./locale.js";

/** @typedef {NonNullable<import("./coco.js").Health["error"]>["kind"]} Kind */

const en = speaker("en");

test("a verified list tells its date and its serial", () => {
  assert.deepEqual(feedState(FRESH, "en", en), { line: "List of 21 November 2026, serial 3, verified", good: true });
  assert.equal(feedState(FRESH, "fr", speaker("fr")).line, "Liste du 21 novembre 2026, numéro 3, vérifiée");
});

test("a list that is out of date says so, and that it still protects", () => {
  const { line, good } = feedState({ ...FRESH, expired: true }, "en", en);
  assert.match(line, /21 November 2026 is out of date\. It still protects/);
  assert.equal(good, false);
});

test("a device without a list is not told that it is protected", () => {
  const none = { ...FRESH, verified: false, released: null, serial: null };
  assert.deepEqual(feedState(none, "en", en), { line: "No verified list yet", good: false });
});

test("a feed that was refused is told apart from one that was not reached", () => {
  const told = (/** @type {Kind} */ kind) => trouble({ ...FRESH, error: { kind, message: "" } }, en);
  assert.match(told("network") ?? "", /could not reach/);
  for (const kind of /** @type {Kind[]} */ (["signature", "threshold", "rollback", "mismatch", "length", "format"])) {
    assert.match(told(kind) ?? "", /refused/);
  }
});

test("no trouble is told when there was none", () => assert.equal(trouble(FRESH, en), null));
