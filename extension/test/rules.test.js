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
  const rules = compile(listed(entry("coco.gg"), entry("b.chat", { category: "dating-chat" }), entry("coco.fr")), REDIRECT);
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
