/** How often the feed is asked. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { minutesToNext } from "../src/schedule.js";

test("every quarter of an hour, a tenth more or less by lot", () => {
  assert.deepEqual([0, 0.5, 1].map((lot) => minutesToNext(0, lot)), [13.5, 15, 16.5]);
});

test("twice as long after each failure, four hours at most", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 2000].map((failures) => minutesToNext(failures, 0.5)), [30, 60, 120, 240, 240, 240]);
});
