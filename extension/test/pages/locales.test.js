/** Every language is whole, and the pages hold to the rules for text. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { LANGUAGES } from "../../src/words.js";
import { messages } from "./locale.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PAGES = readdirSync(`${ROOT}pages`, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(js|html)$/.test(name))
  .map((name) => ({ name, text: readFileSync(`${ROOT}pages/${name}`, "utf8") }));
const MANIFESTS = readdirSync(ROOT).filter((name) => /^manifest.*\.json$/.test(name));

const ALL = Object.fromEntries(LANGUAGES.map((language) => [language, messages(language)]));
const en = messages("en");
const written = PAGES.map(({ text }) => text).join("\n");

for (const [language, all] of Object.entries(ALL)) {
  test(`${language} has the messages of English, in its order and with the same placeholders`, () => {
    const shape = (/** @type {import("./locale.js").Messages} */ file) =>
      Object.entries(file).map(([key, { placeholders = {} }]) => [
        key,
        ...Object.entries(placeholders).map(([name, { content }]) => `${name}=${content}`),
      ]);
    assert.deepEqual(shape(all), shape(en));
  });

  test(`${language} names itself, and says nothing in English by oversight`, () => {
    assert.equal(all.language?.message, language);
    const long = Object.keys(en).filter((key) => (en[key]?.message.length ?? 0) > 25);
    assert.ok(long.length > 100);
    if (language !== "en") assert.deepEqual(long.filter((key) => all[key]?.message === en[key]?.message), []);
  });

  test(`every placeholder of a message in ${language} is in its text, and no other`, () => {
    for (const [key, { message, placeholders = {} }] of Object.entries(all)) {
      const used = new Set([...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => String(name).toLowerCase()));
      assert.deepEqual([...used].sort(), Object.keys(placeholders).sort(), key);
    }
  });

  test(`${language} has typographic apostrophes and quotation marks`, () => {
    for (const [key, { message }] of Object.entries(all)) assert.doesNotMatch(message, /['"]/, key);
  });

  test(`the description in ${language} fits the stores`, () => {
    assert.ok((all.extensionDescription?.message.length ?? 999) <= 132);
  });
}

test("every message that the pages and the manifests ask for exists", () => {
  const manifests = MANIFESTS.map((name) => readFileSync(ROOT + name, "utf8")).join("\n");
  const asked = [
    ...written.matchAll(/\bsay\(\s*"(\w+)"/g),
    ...written.matchAll(/data-message="(\w+)"/g),
    ...manifests.matchAll(/__MSG_(\w+)__/g),
  ].map(([, key]) => String(key));
  assert.ok(asked.length > 40);
  assert.deepEqual(asked.filter((key) => !Object.hasOwn(en, key)), []);
});

test("every key that the scripts keep for later is one of a message", () => {
  // Keys are the only words in camelCase that stand in quotation marks there.
  const kept = [...written.matchAll(/"([a-z]+(?:[A-Z][a-z]*)+)"/g)].map(([, key]) => String(key));
  assert.ok(kept.length > 100);
  assert.deepEqual([...new Set(kept)].filter((key) => !Object.hasOwn(en, key)), []);
});

test("no message is left that nothing asks for", () => {
  const everything = `${written} ${MANIFESTS.map((name) => readFileSync(ROOT + name, "utf8")).join(" ")}`;
  const words = new Set(everything.replaceAll(/__MSG_(\w+)__/g, " $1 ").match(/\w+/g));
  assert.deepEqual(Object.keys(en).filter((key) => !words.has(key)), []);
});

test("French has its own typography", () => {
  for (const [key, { message }] of Object.entries(messages("fr"))) {
    assert.doesNotMatch(message, /['"“”]/, `${key}: ’ and « »`);
    assert.doesNotMatch(message, /[^\u202f][:;!?»]/, `${key}: a narrow no-break space before : ; ! ? »`);
    assert.doesNotMatch(message, /«[^\u202f]/, `${key}: a narrow no-break space after «`);
  }
});

test("text never becomes markup or code", () => {
  for (const { name, text } of PAGES) {
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment/, name);
    assert.doesNotMatch(text, /\beval\(|new Function|DOMParser|srcdoc/, name);
  }
});

test("the pages hold no inline script or style and fetch nothing from elsewhere", () => {
  for (const { name, text } of PAGES.filter((page) => page.name.endsWith(".html"))) {
    assert.doesNotMatch(text, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/, name);
    assert.doesNotMatch(text, /(src|href)="(?!\.\.\/|[a-z-]+\.(js|css)")/, name);
  }
});
