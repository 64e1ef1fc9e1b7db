/** What is read of a policy, from its form to its words. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, test } from "node:test";

import { Ajv2020 } from "ajv/dist/2020.js";

import { settings } from "../src/choices.js";
import { policy, readPolicy } from "../src/policy.js";
import { FIELDS } from "../src/settings.js";
import { Browser } from "./browser.js";

const NONE = { managed: false, feedUrl: null, extraNames: [], noPass: false, lockedSettings: {}, presets: {} };

const SCHOOL = {
  feedUrl: "https://school.example/vigie/feed/",
  extraNames: ["games.example", "https://www.Chat.example/"],
  noPass: true,
  country: "FR",
  language: "fr",
  lockedSettings: { categories: { "dating-chat": "block" }, diary: false },
};

/** @type {Browser} */
let browser;
beforeEach(() => (browser = Browser.open()));

test("where there is none the browser may refuse to say so", async () => assert.deepEqual(await policy(), NONE));

test("a policy is read as it says", async () => {
  browser.managed = SCHOOL;
  assert.deepEqual(await policy(), {
    managed: true,
    feedUrl: "https://school.example/vigie/feed/",
    extraNames: ["games.example", "chat.example"],
    noPass: true,
    lockedSettings: { categories: { "dating-chat": "block" }, diary: false },
    presets: { country: "FR", language: "fr" },
  });
});

test("country and language stand in for what nobody chose", async () => {
  browser.managed = { country: "IT", language: "it" };
  assert.deepEqual([(await settings()).country, (await settings()).language], ["IT", "it"]);
  browser.local.settings = { language: "de" };
  assert.deepEqual([(await settings()).country, (await settings()).language], ["IT", "de"]);
});

test("a value that cannot be read is dropped alone", () => {
  const read = readPolicy({
    feedUrl: "ftp://school.example/feed/",
    extraNames: ["gg", "games.example", 7, "*.x"],
    noPass: "yes",
    country: "France",
    language: "klingon",
    lockedSettings: { diary: "never", reader: "parent" },
    shoe: 43,
  });
  assert.deepEqual(read, {
    ...NONE,
    managed: true,
    extraNames: ["games.example"],
    lockedSettings: { reader: "parent" },
  });
});

for (const nothing of [null, undefined, 7, "policy", []]) {
  test(`${JSON.stringify(nothing)} is no policy`, () => assert.deepEqual(readPolicy(nothing), NONE));
}

for (const address of [
  "http://school.example/feed/",
  "https://school.example/feed",
  "https://user@school.example/feed/",
  "https://school.example/feed/?x=/",
  "javascript:alert(1)/",
  "/feed/",
  7,
]) {
  test(`${address} is no address of a feed`, () => assert.equal(readPolicy({ feedUrl: address }).feedUrl, null));
}

test("a feed on this computer may be asked without encryption", () => {
  for (const feedUrl of ["http://127.0.0.1:8000/feed/", "http://[::1]:8000/feed/", "http://localhost/feed/"]) {
    assert.equal(readPolicy({ feedUrl }).feedUrl, feedUrl);
  }
});

test("the form that Chrome is given takes that policy, and names every setting that can be locked", async () => {
  const schema = JSON.parse(await readFile(join(import.meta.dirname, "../managed_schema.json"), "utf-8"));
  const fits = new Ajv2020().compile(schema);
  assert.equal(fits(SCHOOL), true, JSON.stringify(fits.errors));
  assert.equal(fits({ ...SCHOOL, noPass: "yes" }), false);
  assert.deepEqual(Object.keys(schema.properties.lockedSettings.properties).sort(), FIELDS.toSorted());
  assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(SCHOOL).sort());
});
