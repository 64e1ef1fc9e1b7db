/** What the pages are told of a host. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { describe, siteName } from "../src/dossiers.js";
import { update } from "../src/feed/update.js";
import { Browser } from "./browser.js";
import { HELPLINES, releaseFiles, SITES } from "./coco.js";
import { NOW, Repository } from "./repository.js";

/** @type {Browser} */
let browser;

beforeEach(async () => {
  browser = Browser.open();
  const repository = await Repository.create(releaseFiles("omegle.example"));
  await update(repository.fetch, repository.firstRoot, NOW);
});

test("a subdomain is described by its site's dossier, with its evidence and no other", async () => {
  const told = await describe("www.Coco.gg");
  assert.ok(told);
  assert.deepEqual(
    [told.host, told.name, told.status, told.stance],
    ["www.coco.gg", "coco.gg", "closed_by_authority", "warn"],
  );
  assert.deepEqual(told.site, SITES.sites[0]);
  assert.deepEqual(told.categoryText, SITES.categories["anonymous-chat"]);
  assert.deepEqual(told.signals, [{ ...SITES.sites[0].signals[0], ...SITES.signals["no-age-check"] }]);
  assert.deepEqual(Object.keys(told.evidence), ["le-monde-2024-06-25"]);
  assert.deepEqual(told.helplines, HELPLINES.helplines);
  assert.equal(told.feed.serial, 1);
});

test("a description says on whose word a site is stopped, and whether it may be passed", async () => {
  const told = async (/** @type {string} */ host) => {
    const described = await describe(host);
    return described && [described.name, described.by, described.measure, described.mayPass];
  };
  assert.deepEqual(await told("coco.gg"), ["coco.gg", "list", "warn", true]);
  browser.local.settings = { own: { added: [{ name: "ours.example", action: "block" }], trusted: ["coco.gg"] } };
  assert.deepEqual(await told("coco.gg"), ["coco.gg", "list", "trusted", false]);
  assert.deepEqual(await told("a.ours.example"), ["ours.example", "family", "block", false]);
  browser.managed = { extraNames: ["coco.gg"] };
  assert.deepEqual(await told("coco.gg"), ["coco.gg", "policy", "block", false]);
});

test("a name that the list does not hold is described without making anything up", async () => {
  browser.local.settings = { own: { added: ["ours.example"], trusted: [] } };
  const told = await describe("ours.example");
  assert.deepEqual([told?.category, told?.status, told?.categoryText], ["unknown", "unknown", null]);
  assert.deepEqual([told?.site, told?.signals], [null, []]);
});

test("a Site is called by its name, and one that the list does not know by what is known of it", async () => {
  const names = await Promise.all(["coco", "ours.example", "gone"].map(siteName));
  assert.deepEqual(names, ["Coco", "ours.example", "gone"]);
});

test("what stands behind the # of the warning's address is understood", async () => {
  assert.equal((await describe("https://coco.gg:8443"))?.name, "coco.gg");
});

test("a listed name without a dossier is described by what the list says", async () => {
  const told = await describe("omegle.example");
  assert.deepEqual([told?.site, told?.category, told?.categoryText], [null, "random-video-chat", null]);
  assert.deepEqual([told?.signals, told?.evidence], [[], {}]);
});

test("a signal that the taxonomy does not name is left out", async () => {
  const [coco] = structuredClone(SITES.sites);
  coco.signals.push({ signal: "constructor", date: "2024-06-25", evidence: [] });
  const sites = new TextEncoder().encode(JSON.stringify({ ...SITES, sites: [coco] }));
  const repository = await Repository.create({ ...releaseFiles(), sites });
  browser = Browser.open();
  await update(repository.fetch, repository.firstRoot, NOW);
  assert.deepEqual(
    (await describe("coco.gg"))?.signals.map(({ signal }) => signal),
    ["no-age-check"],
  );
});

test("what is not listed, or is no host, is not described", async () => {
  for (const host of ["free.example", "gg", "", "about:blank", "ftp://coco.gg"])
    assert.equal(await describe(host), null);
});

test("storage that cannot be read is an error, not an unlisted site", async () => {
  browser.storageFails = true;
  await assert.rejects(describe("coco.gg"), { kind: "storage" });
});
