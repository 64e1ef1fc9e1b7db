/** The steps of the welcome follow the address. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { after, DONE, stepOf, STEPS } from "../../pages/welcome/steps.js";

test("each step leads to the next, and the last one to the end", () => {
  const walked = [];
  for (let hash = ""; hash !== DONE; hash = after(stepOf(hash))) walked.push(stepOf(hash));
  assert.deepEqual(walked, [1, 2, 3, 4]);
  assert.equal(walked.length, STEPS);
});

for (const hash of ["", "#", "#0", "#5", "#9", "#two", "#1x", "#-1"]) {
  test(`${JSON.stringify(hash)} is the first step`, () => assert.equal(stepOf(hash), 1));
}
