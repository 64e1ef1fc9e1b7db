/** Dates are told as exactly as the source gives them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { readable, span, when } from "../../pages/dates.js";
import { minutes, moment, seconds, stretch } from "../../pages/clock.js";
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

for (const [date, it, es, de] of /** @type {const} */ ([
  ["2024-06", "giugno 2024", "junio de 2024", "Juni 2024"],
  ["2024-05-01", "1º maggio 2024", "1 de mayo de 2024", "1. Mai 2024"],
  ["2024-06-25", "25 giugno 2024", "25 de junio de 2024", "25. Juni 2024"],
])) {
  test(`${date} is read as "${it}", "${es}" and "${de}"`, () => {
    assert.deepEqual([readable(date, "it"), readable(date, "es"), readable(date, "de")], [it, es, de]);
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

test("Italian elides the article before eight and eleven", () => {
  const said = ["2025-09-08", "2025-09-11", "2025-09-18"].map((date) => when(date, "it", speaker("it")));
  assert.deepEqual(said, ["l’8 settembre 2025", "l’11 settembre 2025", "il 18 settembre 2025"]);
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

test("a stretch of time is told in seconds, and from two minutes up in minutes; never as none", () => {
  const told = [-5, 1, 30_000, 119_001, 120_000, 300_001].map((left) => stretch(left, 0, "en"));
  assert.deepEqual(told, ["1 second", "1 second", "30 seconds", "120 seconds", "2 minutes", "6 minutes"]);
});

test("minutes and seconds are counted in each language", () => {
  assert.deepEqual([minutes(5, "fr"), minutes(60, "de"), minutes(15, "it")], ["5 minutes", "60 Minuten", "15 minuti"]);
  assert.deepEqual([seconds(1, "es"), seconds(5, "es")], ["1 segundo", "5 segundos"]);
});
