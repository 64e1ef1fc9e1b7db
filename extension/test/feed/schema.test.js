/** What this reader reads is what the schema that it shares with the service describes. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { Ajv2020 } from "ajv/dist/2020.js";

import { FeedFormatError } from "../../src/feed/feed-error.js";
import { readNames } from "../../src/feed/names-file.js";
import { readHelplines, readSites } from "../../src/feed/sites-file.js";
import { releaseFiles, SITES } from "../coco.js";

const schema = JSON.parse(await readFile(new URL("../../../feeds/release/feed.schema.json", import.meta.url), "utf-8"));
const fits = new Ajv2020({ allErrors: true }).compile(schema);

function decoded() {
  const files = releaseFiles("omegle.example");
  return { names: readNames(files.names), sites: readSites(files.sites), helplines: readHelplines(files.helplines) };
}

test("a decoded release fits the schema", () => {
  assert.ok(fits(decoded()), JSON.stringify(fits.errors));
});

test("a name, a category or a status that the schema does not know does not fit", () => {
  for (const [part, value] of [
    ["name", "Coco.gg"],
    ["category", "toys"],
    ["status", "asleep"],
    ["stance", "shout"],
  ]) {
    const wrong = decoded();
    Object.assign(wrong.names[0], { [part]: value });
    assert.equal(fits(wrong), false, part);
  }
});

/** @param {unknown} value */
function json(value) {
  return new TextEncoder().encode(JSON.stringify(value));
}

for (const [what, bytes] of /** @type {[string, Uint8Array][]} */ ([
  ["no JSON", new TextEncoder().encode("{")],
  ["no UTF-8", Uint8Array.of(0x22, 0xff, 0x22)],
  ["null", json(null)],
  ["a list", json([])],
  ["another format", json({ ...SITES, format: "vigie-sites/2" })],
  ["sites that are no list", json({ ...SITES, sites: {} })],
  ["a site that is no object", json({ ...SITES, sites: [1] })],
  ["evidence that is a list", json({ ...SITES, evidence: [] })],
])) {
  test(`a sites file that is ${what} is refused`, () => assert.throws(() => readSites(bytes), FeedFormatError));
}

test("a helplines file without helplines is refused", () => {
  assert.throws(() => readHelplines(json({ format: "vigie-helplines/1" })), FeedFormatError);
});
