/** From what is in force to the browser's rules. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { compile, sync } from "../src/rules.js";
import { Browser } from "./browser.js";
import { entry, guarding } from "./guarding.js";

const PAGE = "chrome-extension://vigie/pages/warning/warning.html";
const REDIRECT = { warningUrl: PAGE, withheld: false };
const BLOCK = { warningUrl: PAGE, withheld: true };

/** @param {import("../src/names.js").ListedName[]} entries */
function listed(...entries) {
  return guarding({ listed: entries });
}

/** @type {Browser} */
let browser;
beforeEach(() => (browser = Browser.open()));

test("one rule for each category that has names, each under its own id", () => {
  const entries = [entry("coco.gg"), entry("b.chat", { category: "dating-chat" }), entry("coco.fr")];
  const rules = compile(listed(...entries), REDIRECT);
  assert.deepEqual(
    rules.map(({ id, condition }) => [id, condition.requestDomains]),
    [
      [1000, ["coco.gg", "coco.gg.", "coco.fr", "coco.fr."]],
      [1002, ["b.chat", "b.chat."]],
    ],
  );
});

test("an unknown category is warned about all the same", () => {
  assert.equal(compile(listed(entry("coco.gg", { category: "unknown" })), REDIRECT).length, 1);
});

test("a name to inform of has no rule", () =>
  assert.deepEqual(compile(listed(entry("x.com", { stance: "inform" })), REDIRECT), []));

test("a bad entry is left out alone", () => {
  const [rule] = compile(listed(entry("côco.gg"), entry("gg"), entry("coco.gg"), entry("*.x")), REDIRECT);
  assert.deepEqual(rule.condition.requestDomains, ["coco.gg", "coco.gg."]);
});

for (const [address, warning] of [
  ["http://coco.gg/", "#http://coco.gg"],
  ["https://user:secret@www.coco.gg:8443/chat?x=1#y", "#https://www.coco.gg:8443"],
  ["http://coco.gg?x@y", "#http://coco.gg"],
]) {
  test(`the warning for ${address} is ${warning}`, () => {
    const [{ condition, action }] = compile(listed(entry("coco.gg")), REDIRECT);
    const substitution = action.redirect?.regexSubstitution?.replaceAll("\\", "$") ?? "";
    assert.equal(address.replace(new RegExp(condition.regexFilter ?? ""), substitution), PAGE + warning);
  });
}

const SOURCES = { ...REDIRECT, sources: true };

/** @type {[string, boolean][]} */
const VIEWED = [
  ["view-source:http://coco.gg/", true],
  ["view-source:https://user:secret@www.coco.gg.:8443/chat?x=1#y", true],
  ["view-source:http://coco.gg", true],
  ["view-source:http://notcoco.gg/", false],
  ["view-source:http://cocoxgg/", false],
  ["view-source:http://coco.gg.example/", false],
  ["view-source:http://coco.gg@innocent.example/", false],
  ["view-source:http://innocent.example/?http://coco.gg/", false],
  ["http://coco.gg/", false],
];
for (const [address, blocked] of VIEWED) {
  test(`the rule for sources ${blocked ? "blocks" : "leaves alone"} ${address}`, () => {
    const { condition, action } = compile(listed(entry("coco.gg")), SOURCES)[1];
    assert.equal(action.type, "block");
    assert.equal(new RegExp(condition.regexFilter ?? "").test(address), blocked);
  });
}

for (const withheld of [false, true]) {
  test(`names stand behind a pattern for ${withheld ? "blocks" : "redirects"}: Firefox fails at view-source: without`, () => {
    const own = { added: [{ name: "b.chat", action: /** @type {const} */ ("block") }], trusted: ["coco.fr"] };
    const rules = compile(guarding({ listed: [entry("coco.gg")], settings: { own } }), { ...SOURCES, withheld });
    const patterns = rules.slice(0, -1).map(({ condition }) => new RegExp(condition.regexFilter ?? ""));
    assert.deepEqual(
      patterns.map((pattern) => [pattern.test("http://coco.gg/"), pattern.test("view-source:http://coco.gg/")]),
      [1, 2, 3].map(() => [true, false]),
    );
  });
}

test("the source of what the family trusts may be seen, unless the policy names it", () => {
  const settings = { own: { added: [], trusted: ["coco.gg", "omegle.com"] } };
  const entries = [entry("chat.coco.gg"), entry("omegle.com"), entry("bazoocam.org")];
  const rules = compile(guarding({ listed: entries, settings, policy: { extraNames: ["omegle.com"] } }), SOURCES);
  assert.match(rules.at(-1)?.condition.regexFilter ?? "", /\(\?:bazoocam\\\.org\|omegle\\\.com\)/);
});

test("a list too long for one pattern has no rule for sources, and all the others", () => {
  const many = Array.from({ length: 50_001 }, (_, i) => entry(`site-${i}.example`));
  assert.deepEqual(
    compile(listed(...many), SOURCES).map(({ id }) => id),
    [1000],
  );
});

test("the browser is told once, and not again while nothing changes", async () => {
  assert.equal(await sync(listed(entry("coco.gg")), false), true);
  assert.equal(await sync(listed(entry("coco.gg")), false), false);
  assert.deepEqual(browser.log, ["dynamicRules"]);
});

test("a name that goes and a name that comes are one call", async () => {
  await sync(listed(entry("coco.gg"), entry("a.chat", { category: "dating-chat" })), false);
  await sync(listed(entry("coco.fr")), false);
  assert.deepEqual(browser.log, ["dynamicRules", "dynamicRules"]);
  assert.deepEqual(
    [...browser.dynamicRules.values()].map(({ condition }) => condition.requestDomains),
    [["coco.fr", "coco.fr."]],
  );
});

test("an empty list takes every rule away", async () => {
  await sync(listed(entry("coco.gg")), false);
  await sync(listed(), false);
  assert.equal(browser.dynamicRules.size, 0);
});

test("rules outside the reserved ids are left alone", async () => {
  browser.dynamicRules.set(7, { id: 7, action: { type: "block" }, condition: {} });
  await sync(listed(entry("coco.gg")), false);
  await sync(listed(), false);
  assert.deepEqual([...browser.dynamicRules.keys()], [7]);
});

test("without host access a visit is blocked, since a redirect would be ignored", () => {
  const [rule] = compile(listed(entry("coco.gg")), BLOCK);
  assert.deepEqual(rule.action, { type: "block" });
  assert.deepEqual(rule.condition.resourceTypes, ["main_frame"]);
});

test("host access that comes back changes the rules at the next look", async () => {
  await sync(listed(entry("coco.gg")), true);
  assert.equal(await sync(listed(entry("coco.gg")), true), false);
  assert.equal(await sync(listed(entry("coco.gg")), false), true);
  assert.equal(browser.dynamicRules.get(1000)?.action.type, "redirect");
});

test("a category that is blocked instead of warned about changes the rules", async () => {
  const before = guarding({ listed: [entry("coco.gg")] });
  const settings = { categories: { "anonymous-chat": "block" } };
  await sync(before, false);
  assert.equal(await sync(guarding({ listed: [entry("coco.gg")], settings }), false), true);
});

test("500 000 names with every kind of bad entry among them make one rule of the good ones", () => {
  const many = Array.from({ length: 500_000 }, (_, i) => entry(`site-${i}.example`));
  const bad = ["côco.gg", "*.x", "", "x/y", "gg", "192.0.2.1", "a b.gg"].map((name) => entry(name));
  const rules = compile(guarding({ listed: [...bad, ...many] }), REDIRECT);
  assert.equal(rules.length, 1);
  assert.equal(rules[0].condition.requestDomains?.length, 1_000_000);
});

test("however much is chosen, the rules are few", () => {
  const names = Array.from({ length: 6000 }, (_, i) => `own-${i}.example`);
  const added = names.map((name, i) => ({ name, action: i % 2 ? "block" : "warn" }));
  const guard = guarding({ settings: { own: { added, trusted: names } }, policy: { extraNames: names } });
  assert.equal(compile(guard, REDIRECT).length, 4);
});
