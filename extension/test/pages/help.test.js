/** Whose helplines are shown first. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { byCountry, countryNames, nearest } from "../../pages/warning/nearest-help.js";

const KNOWN = ["FR", "BE", "GB", "US", "DE", "EU"];

for (const [languages, country] of /** @type {const} */ ([
  [["fr-BE", "fr"], "BE"],
  [["fr"], "FR"],
  [["en", "fr-BE"], "BE"],
  [["de"], "DE"],
  [["en-GB", "fr-FR"], "GB"],
  [["pl-PL", "en-GB"], "GB"],
  [["pl-PL"], "EU"],
  [["zh-Hans-CN"], "EU"],
  [["not a language", "fr"], "FR"],
  [[], "EU"],
])) {
  test(`a browser in ${JSON.stringify(languages)} is shown the help of ${country}`, () => {
    assert.equal(nearest([...languages], KNOWN), country);
  });
}

test("the lines of a country keep the order of the feed", () => {
  const line = (/** @type {string} */ country, /** @type {string} */ phone) => ({
    country, phone, name: phone, url: null, hours: null, for: { en: "x", fr: "x" }, free: null, text: null,
    source_url: "https://example.org/", source_date: null, checked_on: "2026-11-21",
  });
  const grouped = byCountry([line("FR", "119"), line("BE", "103"), line("FR", "3018")]);
  assert.deepEqual([...grouped].map(([country, lines]) => [country, ...lines.map(({ phone }) => phone)]), [
    ["FR", "119", "3018"],
    ["BE", "103"],
  ]);
});

test("countries stand in the order of the reader's alphabet, and what stands for all others is last", () => {
  const codes = ["EU", "DE", "AT", "ES"];
  assert.deepEqual(countryNames(codes, "en", "Another country"), [
    ["AT", "Austria"], ["DE", "Germany"], ["ES", "Spain"], ["EU", "Another country"],
  ]);
  assert.deepEqual(countryNames(codes, "fr", "Un autre pays").map(([code]) => code), ["DE", "AT", "ES", "EU"]);
});
