/** What a family is told, and what it is not. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { wording } from "../../pages/warning/wording.js";
import { LANGUAGES } from "../../src/words.js";
import { COCO, coco, like, signalOf } from "./coco.js";
import { speaker } from "./locale.js";

/**
 * @typedef {import("./coco.js").Description} Description
 * @typedef {import("../../src/words.js").Language} Language
 */

const en = (/** @type {Description} */ described) => wording(described, "teen", "en", speaker("en"));
const fr = (/** @type {Description} */ described) => wording(described, "teen", "fr", speaker("fr"));
const toParent = (/** @type {Description} */ described, /** @type {Language} */ language = "en") =>
  wording(described, "parent", language, speaker(language));

test("a seized site is named with its former name, its end and who claims to follow it", () => {
  const said = en(coco());
  assert.equal(said.name, "Coco");
  assert.equal(said.names, "formerly coco.fr");
  assert.equal(said.status, "Closed by the authorities on 25 June 2024.");
  assert.deepEqual(said.cautions, [
    "This site is shut. Beware of whoever claims to be its successor.",
    "bounty.chat is said to follow Coco.",
  ]);
  assert.equal(said.tone, "shut");
});

test("the same is said in French", () => {
  const said = fr(coco());
  assert.equal(said.names, "anciennement coco.fr");
  assert.equal(said.status, "Fermé par les autorités le 25 juin 2024.");
  assert.equal(said.cautions[1], "bounty.chat est présenté comme la suite du site Coco.");
  assert.equal(said.category, "Tchat anonyme");
});

test("the seizure dates the end, and the day that the status was read only when no seizure is known", () => {
  assert.equal(en(like({ events: [] })).status, "Closed by the authorities on 26 June 2024.");
});

test("a date is said as exactly as it is known, and left out when it is not", () => {
  const closed = (/** @type {string | null} */ date) => en(like({ events: [], status_as_of: date })).status;
  assert.equal(closed("2024-06"), "Closed by the authorities in June 2024.");
  assert.equal(closed("2024"), "Closed by the authorities in 2024.");
  assert.equal(closed(null), "Closed by the authorities.");
});

test("an open site reads differently from a shut one", () => {
  const open = en(like({ status: "active", status_as_of: "2025-09-08", links: [] }));
  assert.equal(open.status, "Still online on 8 September 2025.");
  assert.deepEqual(open.cautions, []);
  assert.equal(open.tone, "open");
  assert.notEqual(open.action, en(coco()).action);
});

test("every status has a sentence of its own in every language", () => {
  const statuses = /** @type {const} */ ([
    "active", "redirecting", "closed", "closed_by_authority", "parked", "unreachable", "unknown",
  ]);
  for (const language of LANGUAGES) {
    const sentences = statuses.map((status) => toParent(like({ status }), language).status);
    assert.equal(new Set(sentences).size, statuses.length);
  }
});

test("a state that nobody knows has no date", () => {
  const unknown = en(like({ status: "unknown", status_as_of: "2019" })).status;
  assert.equal(unknown, "It is not known whether this site is still online.");
});

test("facts that are all old are said to be old", () => {
  const old = en(like({ status: "unknown", links: [] }, { stance: "inform" }));
  assert.deepEqual(old.cautions, ["What is known dates back more than five years. It may have changed since."]);
});

test("the old name says what it became", () => {
  assert.equal(en(coco({ name: "coco.fr" })).names, "later coco.gg");
});

test("a site that is said to follow another is not called its new name", () => {
  const bounty = { ...COCO, name: "Bounty", status: /** @type {const} */ ("active") };
  bounty.names = [{ name: "bounty.chat", status: "active", from: null, to: null, evidence: [] }];
  bounty.links = COCO.links.slice(1);
  const said = en(coco({ site: bounty, name: "bounty.chat" }));
  assert.deepEqual([said.names, said.cautions], ["", ["Bounty is said to follow coco.gg."]]);
});

test("a name that is said to follow another of the same site is called by its address", () => {
  const site = { ...COCO, links: COCO.links.slice(1), names: [...COCO.names] };
  site.names.push({ name: "bounty.chat", status: "active", from: null, to: null, evidence: [] });
  assert.deepEqual(en(coco({ site, name: "bounty.chat" })).cautions.slice(-1), ["bounty.chat is said to follow Coco."]);
});

test("names used side by side are not called former names", () => {
  assert.equal(en(like({ links: [] })).names, "");
});

test("the three gravest reasons come first and none is lost", () => {
  const { reasons, otherReasons } = en(coco());
  assert.deepEqual(
    reasons.map(({ label }) => label),
    ["no-age-check en", "no-moderation en", "criminal-case en"],
  );
  assert.deepEqual(
    otherReasons.map(({ label }) => label),
    ["anonymous en"],
  );
});

test("a reason says when it was written and by whom, each publisher once", () => {
  assert.equal(en(coco()).reasons[0]?.byline, "26 June 2024 · Numerama, têtu·");
  const undated = coco({ signals: [{ ...signalOf("no-age-check"), date: null }] });
  assert.equal(fr(undated).reasons[0]?.byline, "sans date · Numerama, têtu·");
});

test("what to do fits what is known: a shut site, adults who prey, or neither", () => {
  const open = { status: /** @type {const} */ ("active") };
  const preyed = en(like(open, { signals: [signalOf("grooming-reported")] })).action;
  assert.match(en(coco()).action, /a new address for Coco/);
  assert.match(preyed, /photos, money or a meeting/);
  assert.match(en(like(open)).action, /someone you trust/);
  assert.notEqual(en(like(open)).action, preyed);
});

test("a teenager and a parent are each told what fits them, and how to begin to talk", () => {
  const [teen, parent] = [fr(coco()), toParent(coco(), "fr")];
  assert.match(teen.action, /ne l’ouvre pas/);
  assert.match(parent.action, /ne l’ouvrez pas/);
  assert.match(teen.opener?.[1] ?? "", /On peut en parler/);
  assert.match(parent.opener?.[1] ?? "", /Tu le connais/);
});

test("a name that the family added is said to be the family's, with no status or reason of the list's", () => {
  const own = coco({ by: "family", site: null, categoryText: null, signals: [], status: "unknown" });
  const said = en({ ...own, category: "unknown" });
  assert.equal(said.status, "This address was added by the family.");
  assert.equal(said.category, "From the family’s own list");
  assert.deepEqual([said.reasons, said.cautions, said.opener], [[], [], null]);
});

test("a name that a policy added is said to be the school's or the organisation's", () => {
  const said = en(coco({ by: "policy", site: null, categoryText: null, signals: [], status: "unknown" }));
  assert.match(said.status, /added by the school or organisation/);
});

test("a name without a dossier is warned about by its address, and nothing is made up", () => {
  const bare = en(coco({ site: null, categoryText: null, signals: [], evidence: {}, status: "active" }));
  assert.equal(bare.name, "coco.gg");
  assert.deepEqual([bare.names, bare.category, bare.status], ["", "", ""]);
  assert.deepEqual([bare.cautions, bare.reasons], [[], []]);
});

test("evidence that a signal refers to and the list does not hold is passed over", () => {
  assert.equal(en(coco({ evidence: {} })).reasons[0]?.byline, "26 June 2024");
});
