/** How the line of names is drawn. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { lineage, renames } from "../../pages/warning/lineage.js";
import { COCO } from "./coco.js";

/**
 * @param {string} old
 * @param {string} next
 * @param {import("../../pages/warning/lineage.js").Link["kind"]} kind
 */
const link = (old, next, kind = "renamed_to") => ({ old, new: next, kind, date: null, evidence: [] });

/** @param {string[]} names */
const named = (names) =>
  names.map((name) => ({ name, status: /** @type {const} */ ("active"), from: null, to: null, evidence: [] }));

/** @param {import("../../pages/warning/lineage.js").Row[]} rows */
const drawn = (rows) => rows.map(({ name, above, below }) => [above, name, below]);

test("the names stand oldest first, joined by what links them", () => {
  assert.deepEqual(drawn(lineage(COCO, "coco.gg")), [
    [null, "coco.fr", "renamed_to"],
    ["renamed_to", "coco.gg", "reported_successor"],
    ["reported_successor", "bounty.chat", null],
  ]);
});

test("the name of the visit is marked, and only that one", () => {
  const here = lineage(COCO, "coco.fr").map((row) => row.here);
  assert.deepEqual(here, [true, false, false]);
});

test("a name of another site has no dates or status of its own", () => {
  const { from, to, status, link: led } = lineage(COCO, "coco.gg")[2] ?? {};
  assert.deepEqual([from, to, status, led?.date], [null, null, null, "2024-08-17"]);
});

test("a site that is said to follow another stands below it", () => {
  const bounty = { ...COCO, names: named(["bounty.chat"]), links: COCO.links.slice(1) };
  assert.deepEqual(
    lineage(bounty, "bounty.chat").map((row) => row.name),
    ["coco.gg", "bounty.chat"],
  );
});

test("names that nothing links are not joined", () => {
  const azar = { ...COCO, names: named(["azarlive.com", "azar-web.com"]), links: [] };
  assert.deepEqual(drawn(lineage(azar, "azarlive.com")), [
    [null, "azarlive.com", null],
    [null, "azar-web.com", null],
  ]);
});

test("a clone does not cut the line between two names of the site", () => {
  const links = [link("a.com", "b.com"), link("a.com", "x.com", "clone_of")];
  const site = { ...COCO, names: named(["a.com", "b.com"]), links };
  assert.deepEqual(drawn(lineage(site, "b.com")), [
    [null, "a.com", "renamed_to"],
    ["renamed_to", "b.com", null],
    [null, "x.com", null],
  ]);
  assert.equal(lineage(site, "b.com")[2]?.link?.kind, "clone_of");
});

test("former and later names follow renames however many there were, nearest first", () => {
  const said = link("c.com", "d.com", "reported_successor");
  const site = { ...COCO, links: [link("a.com", "b.com"), link("b.com", "c.com"), said] };
  assert.deepEqual(renames(site, "c.com"), { formerly: ["b.com", "a.com"], later: [] });
  assert.deepEqual(renames(site, "a.com"), { formerly: [], later: ["b.com", "c.com"] });
});

test("a site that came back to a name it had left is no endless line", () => {
  const site = { ...COCO, names: named(["a.com", "b.com"]), links: [link("a.com", "b.com"), link("b.com", "a.com")] };
  assert.deepEqual(renames(site, "a.com"), { formerly: ["b.com"], later: ["b.com"] });
  assert.equal(lineage(site, "a.com").length, 2);
});
