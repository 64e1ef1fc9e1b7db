/** What the warning shows of replies. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { replies } from "../../pages/warning/replies.js";
import { coco, like } from "./coco.js";

const FIRST = { name: "coco.fr", date: "2026-11-21", language: "fr", text: "<b>Nous</b> demandons l’âge." };
const SECOND = { name: "coco.gg", date: "2026-12-01", language: "en", text: "We ask for an age." };

test("the newest reply comes first, whole, as it was written, with who and when in the reader's language", () => {
  assert.deepEqual(replies(like({ replies: [FIRST, SECOND] }), "fr"), [
    { byline: "coco.gg · 1er décembre 2026", text: SECOND.text, language: "en" },
    { byline: "coco.fr · 21 novembre 2026", text: FIRST.text, language: "fr" },
  ]);
});

test("a site without replies, and a name without a dossier, have none", () => {
  assert.deepEqual(replies(coco(), "en"), []);
  assert.deepEqual(replies(coco({ site: null }), "en"), []);
});
