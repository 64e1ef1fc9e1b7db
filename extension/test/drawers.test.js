/** The dossiers as a device keeps them: each is found by any of its Names, and none outlives its Release. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { keep, keptDossier, keptTaxonomy } from "../src/release.js";
import { Browser } from "./browser.js";
import { SITES } from "./coco.js";

/** @type {Browser} */
let browser;
beforeEach(() => {
  browser = Browser.open();
});

/** @param {number} number */
function site(number) {
  const [coco] = SITES.sites;
  const [name] = coco.names;
  const names = ["fr", "gg", "tv"].map((ending) => ({ ...name, name: `site-${number}.${ending}` }));
  return { ...coco, slug: `site-${number}`, names };
}

/** @param {object[]} sites @param {object} [evidence] */
function keepSites(sites, evidence = SITES.evidence) {
  const bytes = new TextEncoder().encode(JSON.stringify({ ...SITES, sites, evidence }));
  const release = { serial: 1, released: null, digests: { names: "", sites: "", helplines: "" } };
  return keep(release, { sites: bytes });
}

test("each of three hundred sites is found by each of its names, with the evidence that it cites", async () => {
  const sites = Array.from({ length: 300 }, (_, number) => site(number));
  await keepSites(sites);
  for (const each of sites) {
    for (const { name } of each.names) {
      const dossier = await keptDossier(name);
      assert.deepEqual(dossier?.site, each);
      assert.deepEqual(Object.keys(dossier.evidence), ["le-monde-2024-06-25"]);
    }
  }
});

test("the words that dossiers are told in are kept beside them", async () => {
  assert.deepEqual(await keptTaxonomy(), { categories: {}, signals: {} });
  await keepSites([site(1)]);
  assert.deepEqual(await keptTaxonomy(), { categories: SITES.categories, signals: SITES.signals });
});

test("a name without a dossier has none, before the first Release and after it", async () => {
  assert.equal(await keptDossier("site-1.fr"), null);
  await keepSites([site(1)]);
  for (const name of ["site-2.fr", "fr", "constructor", "__proto__", ""]) assert.equal(await keptDossier(name), null);
});

test("a dossier goes with the Release that said it", async () => {
  await keepSites(Array.from({ length: 300 }, (_, number) => site(number)));
  const places = Object.keys(browser.local).sort();
  await keepSites([site(7)]);
  assert.deepEqual(Object.keys(browser.local).sort(), places);
  assert.equal(await keptDossier("site-8.fr"), null);
  assert.equal((await keptDossier("site-7.tv"))?.site.slug, "site-7");
});

test("evidence that the file does not hold is left out alone", async () => {
  await keepSites([site(1)], {});
  assert.deepEqual((await keptDossier("site-1.fr"))?.evidence, {});
});

test("ten thousand dossiers fit into what a browser gives an extension", async () => {
  await keepSites(Array.from({ length: 10_000 }, (_, number) => site(number)));
  assert.ok(JSON.stringify(browser.local).length < 10_000_000 / 4);
});
