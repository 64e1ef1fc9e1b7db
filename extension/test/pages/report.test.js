/** How the report page is reached, and what it says of what became of a report. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { outcome } from "../../pages/report/outcome.js";
import { prefilled, reportPage } from "../../pages/report/prefilled.js";
import { LANGUAGES } from "../../src/words.js";
import { speaker } from "./locale.js";

test("a link to the page carries a kind and a name, and the page reads both", () => {
  const { hash } = new URL(reportPage("mistake", "coco.gg"), "https://vigie.example/pages/warning/");
  assert.deepEqual(prefilled(hash), { kind: "mistake", name: "coco.gg" });
});

for (const hash of ["", "#", "#risky", "#shout/coco.gg", "#mistake/<b>", "#mistake/a/b", "#mistake/COCO.gg"]) {
  test(`${JSON.stringify(hash)} fills in nothing`, () => {
    assert.deepEqual(prefilled(hash), { kind: "risky", name: "" });
  });
}

test("each way that a report can go is told apart, in every language", () => {
  for (const language of LANGUAGES) {
    const words = { language, say: speaker(language) };
    const told = [
      outcome({ ok: true }, words),
      outcome({ ok: false, reason: "waiting", waiting: [] }, words),
      outcome({ ok: false, reason: "offline" }, words),
      outcome({ ok: false, reason: "malformed" }, words),
      outcome({ ok: false, reason: "refused", detail: "This name is a public suffix." }, words),
    ];
    assert.equal(new Set(told).size, told.length);
    assert.match(told[4] ?? "", /This name is a public suffix\.$/);
  }
});
