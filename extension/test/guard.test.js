/** What is stopped, on whose word; and that the browser's rules say the same. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isStopped, judge } from "../src/guard.js";
import { compile, PASS_PRIORITY } from "../src/rules.js";
import { entry, guarding } from "./guarding.js";

const PAGE = "chrome-extension://vigie/pages/warning/warning.html";

/** @typedef {import("../src/guard.js").Guard} Guard */

/** @param {string} host @param {Parameters<typeof guarding>[0]} wish */
function told(host, wish) {
  const judged = judge(host, guarding(wish));
  return judged && [judged.name, judged.by, judged.measure, judged.mayPass];
}

const COCO = [entry("coco.gg")];

test("a listed name covers itself and what is under it, and no neighbour", () => {
  for (const host of ["coco.gg", "www.coco.gg", "a.b.c.coco.gg"]) {
    assert.deepEqual(told(host, { listed: COCO }), ["coco.gg", "list", "warn", true]);
  }
  for (const host of ["gg", "notcoco.gg", "coco.gg.example", "coco.fr", "", "127.0.0.1"]) {
    assert.equal(told(host, { listed: COCO }), null);
  }
});

test("the longest of several listed names is the one", () => {
  const listed = [...COCO, entry("chat.coco.gg")];
  assert.equal(told("www.chat.coco.gg", { listed })?.[0], "chat.coco.gg");
});

test("a category is warned about, blocked or off, as the family chose", () => {
  for (const [measure, mayPass] of /** @type {const} */ ([
    ["warn", true],
    ["block", false],
    ["off", false],
  ])) {
    const settings = { categories: { "anonymous-chat": measure } };
    assert.deepEqual(told("coco.gg", { listed: COCO, settings }), ["coco.gg", "list", measure, mayPass]);
    assert.equal(isStopped(judge("coco.gg", guarding({ listed: COCO, settings }))), measure !== "off");
  }
});

test("a category that a newer feed brings is warned about, whatever was chosen", () => {
  const settings = { categories: { unknown: "off", "anonymous-chat": "off" } };
  assert.equal(told("x.chat", { listed: [entry("x.chat", { category: "unknown" })], settings })?.[2], "warn");
});

test("a name that the list only informs of is not stopped, unless the family added it", () => {
  const listed = [entry("old.example", { stance: "inform" })];
  assert.equal(told("old.example", { listed })?.[2], "off");
  const settings = { own: { added: [{ name: "old.example", action: "warn" }] } };
  assert.deepEqual(told("old.example", { listed, settings }), ["old.example", "family", "warn", true]);
});

test("a name that the family added is stopped as it chose, and called the list's when the list says the same", () => {
  const own = { added: [{ name: "ours.example", action: "block" }, { name: "coco.gg" }] };
  assert.deepEqual(told("a.ours.example", { settings: { own } }), ["ours.example", "family", "block", false]);
  assert.equal(told("coco.gg", { listed: COCO, settings: { own } })?.[1], "list");
});

test("trust opens a listed name; it opens no name of the policy's", () => {
  const settings = { own: { trusted: ["coco.gg"] } };
  assert.equal(told("coco.gg", { listed: COCO, settings })?.[2], "trusted");
  const policy = { extraNames: ["coco.gg"] };
  assert.deepEqual(told("coco.gg", { listed: COCO, settings, policy }), ["coco.gg", "policy", "block", false]);
});

test("a policy without passes leaves the warning, and takes the pass", () => {
  assert.deepEqual(told("coco.gg", { listed: COCO, policy: { noPass: true } }), ["coco.gg", "list", "warn", false]);
});

/**
 * What a browser does by the rules, as it documents: the highest priority wins, and between equals allow before block
 * before redirect.
 * @param {chrome.declarativeNetRequest.Rule[]} rules
 * @param {string} host
 */
function browserOpens(rules, host) {
  const fitting = rules.filter(({ condition }) =>
    condition.requestDomains?.some((name) => host === name || host.endsWith(`.${name}`)),
  );
  const highest = Math.max(...fitting.map(({ priority = 1 }) => priority));
  const first = fitting.filter(({ priority }) => priority === highest).map(({ action }) => action.type);
  return first.length === 0 || first.includes("allow");
}

/** Every combination of what can be said of coco.gg and of chat.coco.gg. @returns {Generator<Guard>} */
function* combinations() {
  const listings = [[], COCO, [...COCO, entry("chat.coco.gg", { category: "dating-chat" })]];
  const measures = ["warn", "block", "off"];
  const added = [[], [{ name: "coco.gg", action: "warn" }], [{ name: "chat.coco.gg", action: "block" }]];
  const trusted = [[], ["coco.gg"], ["chat.coco.gg"]];
  const policies = [{}, { extraNames: ["chat.coco.gg"] }];
  for (const listed of listings)
    for (const chat of measures)
      for (const dating of measures)
        for (const names of added)
          for (const trust of trusted)
            for (const policy of policies) {
              const categories = { "anonymous-chat": chat, "dating-chat": dating };
              yield guarding({ listed, settings: { categories, own: { added: names, trusted: trust } }, policy });
            }
}

for (const withheld of [false, true]) {
  test(`the browser's rules stop what is to be stopped, ${withheld ? "without" : "with"} host access`, () => {
    for (const guard of combinations()) {
      const rules = compile(guard, { warningUrl: PAGE, withheld });
      for (const host of ["coco.gg", "www.coco.gg", "chat.coco.gg", "a.chat.coco.gg", "free.example"]) {
        const stopped = isStopped(judge(host, guard));
        assert.equal(browserOpens(rules, host), !stopped, JSON.stringify([host, guard.settings, guard.policy]));
      }
    }
  });
}

test("a pass opens what may be passed, and nothing that is blocked under it", () => {
  for (const guard of combinations()) {
    const pass = /** @type {chrome.declarativeNetRequest.Rule} */ ({
      id: 2000,
      priority: PASS_PRIORITY,
      action: { type: "allow" },
      condition: { requestDomains: ["coco.gg"] },
    });
    const rules = [...compile(guard, { warningUrl: PAGE, withheld: false }), pass];
    for (const host of ["coco.gg", "chat.coco.gg"]) {
      assert.equal(browserOpens(rules, host), judge(host, guard)?.measure !== "block", host);
    }
  }
});
