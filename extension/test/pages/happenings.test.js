/** What happened to a site, as a reader of each language is told it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { happenings } from "../../pages/warning/dossier.js";
import { LANGUAGES } from "../../src/words.js";
import { coco, like } from "./coco.js";
import { speaker } from "./locale.js";

/** @typedef {import("../../src/words.js").Language} Language */

const SEIZED = {
  kind: /** @type {const} */ ("seized"),
  date: "2024-06-25",
  text: { en: "Servers were seized.", fr: "Des serveurs ont été saisis." },
  evidence: ["one", "two", "same", "three", "four", "gone"],
};

/** @param {string} publisher */
const by = (publisher) => ({ publisher, title: "Coco", date: "2024-06-25", language: "fr", url: null });
const evidence = { one: by("Le Monde"), two: by("AFP"), same: by("AFP"), three: by("Numerama"), four: by("Libération") };

/** @param {Language} language @param {object} [changes] */
function told(language, changes = {}) {
  const { site } = like({ events: [{ ...SEIZED, ...changes }] });
  return happenings({ site, evidence }, language, speaker(language))[0];
}

test("who reads a language that it was told in reads the sentence", () => {
  assert.deepEqual(told("en"), { fact: "25 June 2024 · Seized", text: "Servers were seized." });
  assert.deepEqual(told("fr"), { fact: "25 juin 2024 · Saisie", text: "Des serveurs ont été saisis." });
});

test("who reads another reads its day, its kind and three who wrote of it, and no foreign sentence", () => {
  assert.deepEqual(told("it"), { fact: "25 giugno 2024 · Le Monde, AFP, Numerama", text: "Sequestro" });
  assert.deepEqual(told("it", { evidence: ["gone"] }), { fact: "25 giugno 2024", text: "Sequestro" });
});

test("a sentence that is there in their language is told to them", () => {
  const text = { ...SEIZED.text, it: "Sono stati sequestrati dei server." };
  assert.equal(told("it", { text })?.text, "Sono stati sequestrati dei server.");
});

test("every kind has a word in every language, and what has no date says so", () => {
  for (const language of LANGUAGES) {
    for (const kind of ["launched", "renamed", "seized", "closed", "reopened", "court", "report"]) {
      const { fact, text } = told(language, { kind, date: null, text: {}, evidence: [] }) ?? {};
      assert.ok(fact && text, `${language}: ${kind}`);
    }
  }
});

test("of a site without a dossier nothing is told", () => {
  assert.deepEqual(happenings({ ...coco(), site: null }, "en", speaker("en")), []);
});
