/** Which language the pages speak. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

import { sayer, words } from "../../src/words.js";
import { messages } from "./locale.js";

const HERE = new URL("../../", import.meta.url).href;

/** @type {string[]} */
let read = [];

/** A browser that shows the messages of one language, and hands out the package's own files. */
beforeEach(() => {
  read = [];
  const fetched = async (/** @type {string} */ address) => {
    read.push(address);
    return new Response(readFileSync(new URL(address)));
  };
  Object.assign(globalThis, { fetch: fetched });
  const getMessage = (/** @type {string} */ key, /** @type {string[]} */ values = []) => shown(key, ...values);
  const getURL = (/** @type {string} */ path) => HERE + path;
  Object.assign(globalThis, { chrome: { i18n: { getMessage }, runtime: { getURL } } });
});

const shown = sayer(messages("fr"));

test("what was not chosen is the browser's choice, and no file is read for it", async () => {
  const { language, say } = await words("auto");
  assert.deepEqual([language, say("reportSent")], ["fr", "Envoyé. Merci."]);
  assert.equal((await words("fr")).say("welcomeStep", "1", "4"), "Étape 1 sur 4");
  assert.deepEqual(read, []);
});

test("another language is read from the package, with its placeholders filled in", async () => {
  const { language, say } = await words("de");
  assert.deepEqual([language, say("welcomeStep", "1", "4")], ["de", "Schritt 1 von 4"]);
  assert.deepEqual(read, [`${HERE}_locales/de/messages.json`]);
});

test("a language that we do not have is English", async () => {
  assert.equal((await words("pl")).language, "en");
});

test("a placeholder stands where the language wants it, as often as it wants, and is filled in as text", () => {
  const place = { old: { content: "$1" }, new: { content: "$2" } };
  const say = sayer({ link: { message: "$NEW$ ← $OLD$, $NEW$", placeholders: place } });
  assert.equal(say("link", "$NEW$", "$&"), "$& ← $NEW$, $&");
});

test("a key that no message has, and a value that was not given, are empty", () => {
  const say = sayer({ hello: { message: "Hello $NAME$!", placeholders: { name: { content: "$1" } } } });
  assert.deepEqual([say("nothing"), say("hello")], ["", "Hello !"]);
});
