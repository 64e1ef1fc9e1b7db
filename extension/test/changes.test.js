/** Every change of the settings: who may, what is refused, and that the browser's rules follow. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { addName, change, changePin, dropPin, exportSettings, importSettings, removeName } from "../src/changes.js";
import { settings, state } from "../src/choices.js";
import { lock } from "../src/pin.js";
import { protect } from "../src/protection.js";
import { keep } from "../src/release.js";
import { DEFAULTS, MOST_NAMES } from "../src/settings.js";
import { Browser } from "./browser.js";
import { writeNames } from "./encoder.js";

/** @type {Browser} */
let browser;

beforeEach(async () => {
  browser = Browser.open();
  const digests = { names: `digest of ${Math.random()}`, sites: "", helplines: "" };
  await keep({ serial: 1, released: null, digests }, { names: writeNames([{ name: "coco.gg", fact: 0 }]) });
  await protect();
});

/** @returns {Record<string, string>} what the rules do, by name */
function acts() {
  const rules = [...browser.dynamicRules.values()];
  return Object.fromEntries(
    rules.flatMap(({ action, priority, condition }) =>
      (condition.requestDomains ?? [])
        .filter((name) => !name.endsWith("."))
        .map((name) => [name, `${action.type} ${priority}`]),
    ),
  );
}

test("before anything is chosen the defaults are in force, and nothing is locked", async () => {
  assert.deepEqual(await state(), {
    settings: DEFAULTS,
    locked: [],
    policy: { managed: false, noPass: false, names: 0 },
    pin: { set: false, unlockedUntil: null },
  });
  assert.deepEqual(acts(), { "coco.gg": "redirect 1" });
});

test("a category that is switched off, or blocked, is so in the browser when the answer comes", async () => {
  await change({ changes: { categories: { "anonymous-chat": "block" } } });
  assert.deepEqual(acts(), { "coco.gg": "redirect 2" });
  const answer = await change({ changes: { categories: { "anonymous-chat": "off" } } });
  assert.ok(answer.ok);
  assert.equal(answer.state.settings.categories["anonymous-chat"], "off");
  assert.deepEqual(acts(), {});
});

test("a change leaves what was chosen before", async () => {
  await change({ changes: { country: "FR", categories: { "dating-chat": "block" } } });
  await change({ changes: { language: "it", categories: { "anonymous-chat": "block" } } });
  const now = await settings();
  assert.deepEqual([now.country, now.language], ["FR", "it"]);
  assert.deepEqual([now.categories["dating-chat"], now.categories["anonymous-chat"]], ["block", "block"]);
});

for (const changes of [
  null,
  "off",
  { reader: "grandparent" },
  { diary: true, shoe: 43 },
  { categories: { unknown: "off" } },
  { own: { added: [], trusted: ["coco.gg"] } },
]) {
  test(`${JSON.stringify(changes)} is refused as a whole`, async () => {
    assert.deepEqual(await change({ changes }), { ok: false, reason: "malformed" });
    assert.deepEqual(await settings(), DEFAULTS);
  });
}

test("changes that come at once lose none of one another", async () => {
  await Promise.all([
    change({ changes: { country: "IT" } }),
    addName({ list: "added", text: "ours.example", action: "warn" }),
    change({ changes: { reader: "parent" } }),
    addName({ list: "trusted", text: "fine.example" }),
  ]);
  const { country, reader, own } = await settings();
  assert.deepEqual([country, reader], ["IT", "parent"]);
  assert.deepEqual(own, { added: [{ name: "ours.example", action: "warn" }], trusted: ["fine.example"] });
});

test("an added name is stopped, as it was understood; removed, it is not", async () => {
  const answer = await addName({ list: "added", text: "https://www.Straße.example/room", action: "block" });
  assert.ok(answer.ok);
  assert.equal(answer.name, "xn--strae-oqa.example");
  assert.equal(acts()["xn--strae-oqa.example"], "redirect 2");
  await removeName({ list: "added", name: answer.name });
  assert.deepEqual(acts(), { "coco.gg": "redirect 1" });
});

test("a trusted name gets a rule above those that stop it, and a name stands in one list", async () => {
  await addName({ list: "added", text: "coco.gg", action: "block" });
  await addName({ list: "trusted", text: "coco.gg" });
  assert.deepEqual((await settings()).own, { added: [], trusted: ["coco.gg"] });
  assert.equal(acts()["coco.gg"], "allow 3");
});

test("a name that cannot be added is refused with its reason, and nothing changes", async () => {
  assert.deepEqual(await addName({ list: "added", text: "gg" }), { ok: false, reason: "no-dot" });
  assert.deepEqual(await addName({ list: "trusted", text: "co.uk" }), { ok: false, reason: "suffix" });
  assert.deepEqual(await settings(), DEFAULTS);
});

test("a full list takes no more, and says so", async () => {
  browser.local.settings = { own: { trusted: Array.from({ length: MOST_NAMES }, (_, i) => `site-${i}.example`) } };
  assert.deepEqual(await addName({ list: "trusted", text: "more.example" }), { ok: false, reason: "full" });
  assert.equal((await addName({ list: "trusted", text: "site-7.example" })).ok, true, "it is there already");
});

test("with a PIN nothing changes until it is unlocked", async () => {
  await changePin({ pin: "2580" });
  await lock();
  const needed = { ok: false, reason: "pin-needed" };
  assert.deepEqual(await change({ changes: { diary: true } }), needed);
  assert.deepEqual(await addName({ list: "trusted", text: "coco.gg" }), needed);
  assert.deepEqual(await removeName({ list: "added", name: "coco.gg" }), needed);
  assert.deepEqual(await importSettings({ text: '{"vigie":"settings","version":1}' }), needed);
  assert.deepEqual(await changePin({ pin: "0000" }), needed);
  assert.deepEqual(await dropPin(), needed);
  assert.deepEqual(await settings(), DEFAULTS);
});

test("what is no PIN is not set", async () => {
  assert.deepEqual(await changePin({ pin: "12" }), { ok: false, reason: "bad-pin" });
  assert.equal((await state()).pin.set, false);
});

test("a file carries the settings to another device, without PIN and diary rows", async () => {
  await change({ changes: { reader: "parent", categories: { "dating-chat": "block" } } });
  await addName({ list: "added", text: "ours.example", action: "block" });
  await changePin({ pin: "2580" });
  browser.local.diary = [{ day: "2026-11-20", site: "coco", count: 1 }];
  const { text } = await exportSettings();
  const chosen = await settings();
  assert.doesNotMatch(text, /salt|digest|2026-11-20/);

  browser = Browser.open();
  const answer = await importSettings({ text });
  assert.ok(answer.ok);
  assert.equal(answer.dropped, 0);
  assert.deepEqual(await settings(), chosen);
  assert.equal(acts()["ours.example"], "redirect 2");
});

/** @type {[string, unknown, string][]} */
const REFUSED = [
  ["no text", null, "not-json"],
  ["no JSON", "{", "not-json"],
  ["JSON of something else", '{"format":"vigie-sites/1"}', "not-settings"],
  ["a list", "[]", "not-settings"],
  ["no version", '{"vigie":"settings"}', "not-settings"],
  ["a version that is no number", '{"vigie":"settings","version":"1"}', "not-settings"],
  ["a newer version", '{"vigie":"settings","version":2,"diary":true}', "newer"],
  ["a huge file", `{"vigie":"settings","version":1,"x":"${"x".repeat(1_000_000)}"}`, "too-large"],
];
for (const [what, text, reason] of REFUSED) {
  test(`${what} is not imported: ${reason}, and nothing is lost`, async () => {
    await change({ changes: { country: "FR" } });
    assert.deepEqual(await importSettings({ text }), { ok: false, reason });
    assert.equal((await settings()).country, "FR");
  });
}

test("what a file holds that cannot be read is left out, and counted", async () => {
  const own = { added: [{ name: "ours.example", action: "block" }, { name: "gg" }], trusted: ["b.example", 7] };
  const text = JSON.stringify({ vigie: "settings", version: 1, reader: "parent", country: "nowhere", own });
  const answer = await importSettings({ text });
  assert.ok(answer.ok);
  assert.equal(answer.dropped, 3);
  assert.equal(answer.state.settings.reader, "parent");
  assert.deepEqual(answer.state.settings.own.trusted, ["b.example"]);
});

test("what a policy locks is in force, cannot be changed, and is not imported", async () => {
  await change({ changes: { diary: true, language: "fr" } });
  browser.managed = { lockedSettings: { diary: false, categories: { "anonymous-chat": "block" }, reader: "robot" } };
  const now = await state();
  assert.deepEqual(now.locked, ["categories", "diary"]);
  assert.deepEqual([now.settings.diary, now.settings.language], [false, "fr"]);
  assert.deepEqual(await change({ changes: { diary: true } }), { ok: false, reason: "locked" });
  const answer = await importSettings({ text: '{"vigie":"settings","version":1,"diary":true,"language":"de"}' });
  assert.ok(answer.ok);
  assert.deepEqual([answer.dropped, answer.state.settings.diary, answer.state.settings.language], [1, false, "de"]);
});

test("storage that fails loses no protection, and says so", async () => {
  browser.storageFails = true;
  await assert.rejects(change({ changes: { categories: { "anonymous-chat": "off" } } }), { kind: "storage" });
  assert.deepEqual(acts(), { "coco.gg": "redirect 1" });
});
