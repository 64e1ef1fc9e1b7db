/** Dates are told as exactly as the source gives them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { readable, span, when } from "../../pages/dates.js";
import { minutesLeft, moment } from "../../pages/popup/clock.js";
import { speaker } from "./locale.js";

process.env.TZ = "America/Los_Angeles"; // where a day that is read as a moment slips to the day before

for (const [date, en, fr] of /** @type {const} */ ([
  ["2024", "2024", "2024"],
  ["2024-06", "June 2024", "juin 2024"],
  ["2024-06-25", "25 June 2024", "25 juin 2024"],
  ["2024-05-01", "1 May 2024", "1er mai 2024"],
  ["2024-05-11", "11 May 2024", "11 mai 2024"],
  ["2026-11-21T23:59:59Z", "21 November 2026", "21 novembre 2026"],
])) {
  test(`${date} is read as "${en}" and "${fr}"`, () => {
    assert.deepEqual([readable(date, "en"), readable(date, "fr")], [en, fr]);
  });
}

test("what is no date is shown as it came", () => {
  assert.deepEqual(["", "soon", "2024-99-99"].map((text) => readable(text, "en")), ["", "soon", "2024-99-99"]);
});

test("a date in a sentence has the preposition of its precision", () => {
  const dates = ["2024", "2024-06", "2024-05-01"];
  assert.deepEqual(
    dates.map((date) => when(date, "en", speaker("en"))),
    ["in 2024", "in June 2024", "on 1 May 2024"],
  );
  assert.deepEqual(
    dates.map((date) => when(date, "fr", speaker("fr"))),
    ["en 2024", "en juin 2024", "le 1er mai 2024"],
  );
});

test("of a span the ends that are known are told, and no other", () => {
  /** @type {(from: string | null, to: string | null) => string} */
  const told = (from, to) => span(from, to, "en", speaker("en"));
  assert.equal(told("2003", "2024-06-25"), "2003 – 25 June 2024");
  assert.equal(told("2003", null), "From 2003");
  assert.equal(told(null, "2024"), "Until 2024");
  assert.equal(told(null, null), "");
});

test("a moment has its day unless it is today", () => {
  const now = new Date(2026, 10, 21, 18, 4).getTime();
  const yesterday = new Date(2026, 10, 20, 9, 30).getTime();
  assert.equal(moment(now, now, "en"), "18:04");
  assert.match(moment(yesterday, now, "en"), /^20 November.* 09:30$/);
  assert.match(moment(yesterday, now, "fr"), /^20 novembre.* 09:30$/);
});

test("a pass that still runs has at least a minute left", () => {
  assert.deepEqual([1, 60_000, 60_001, 300_000].map((left) => minutesLeft(left, 0)), [1, 1, 2, 5]);
});
