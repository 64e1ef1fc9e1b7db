/** From the pinned root to the Release in use, on a device that is killed, offline, attacked or out of date. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { start, update } from "../../src/feed/update.js";
import { health } from "../../src/health.js";
import { keptRelease, listedNames } from "../../src/release.js";
import { Browser } from "../browser.js";
import { releaseFiles } from "../coco.js";
import { NOW, Repository, daysFromNow, newSigner } from "../repository.js";

/** @type {Browser} */
let browser;
/** @type {Repository} */
let repository;

beforeEach(async () => {
  browser = Browser.open();
  repository = await Repository.create(releaseFiles());
});

function check(now = NOW, fetch = repository.fetch) {
  return update(fetch, repository.firstRoot, now);
}

async function names() {
  return [...(await listedNames()).values()].map(({ name }) => name);
}

test("before anything was checked, nothing is known and nothing is called out of date", async () => {
  assert.deepEqual(await health(NOW), {
    serial: null,
    released: null,
    count: 0,
    checkedAt: null,
    verified: false,
    expired: false,
    error: null,
  });
});

test("a check takes the release, and health says which", async () => {
  await check();
  assert.deepEqual(await names(), ["coco.fr", "coco.gg"]);
  assert.deepEqual(await health(NOW), {
    serial: 1,
    released: "2026-11-21T11:00:00Z",
    count: 2,
    checkedAt: NOW.toISOString(),
    verified: true,
    expired: false,
    error: null,
  });
});

test("only files that changed are downloaded", async () => {
  await check();
  await repository.publish(releaseFiles("omegle.example"));
  repository.asked.length = 0;
  await check();
  assert.equal(repository.asked.filter((path) => path.startsWith("targets/")).length, 1);
  assert.deepEqual(await names(), ["omegle.example", "coco.fr", "coco.gg"]);
  assert.equal((await health(NOW)).count, 3);
});

test("the new release replaces the old one in one write", async () => {
  await check();
  await repository.publish({ ...releaseFiles("omegle.example"), sites: new TextEncoder().encode('{"format":"x"}') });
  browser.log.length = 0;
  await check();
  assert.equal((await health(NOW)).error?.kind, "format");
  assert.deepEqual(await names(), ["coco.fr", "coco.gg"]);
  await repository.publish(releaseFiles("omegle.example"));
  await check();
  assert.deepEqual(
    browser.log.filter((line) => line.includes("release")),
    ["local names,release"],
  );
});

test("when one file cannot be had, the last good release stays, and the next check takes the new one", async () => {
  await check();
  await repository.publish(releaseFiles("omegle.example"));
  const path = [...repository.files.keys()].filter((name) => name.endsWith(".names")).at(-1) ?? "";
  await check(NOW, repository.without(path));
  const { serial, error } = await health(NOW);
  assert.deepEqual([serial, error?.kind], [1, "network"]);
  assert.deepEqual(await names(), ["coco.fr", "coco.gg"]);
  await check();
  const after = await health(NOW);
  assert.deepEqual([after.serial, after.error], [2, null]);
});

test("a device that was killed between verifying and keeping finishes at the next check", async () => {
  await check();
  await repository.publish(releaseFiles("omegle.example"));
  const release = structuredClone(browser.local.release);
  const before = structuredClone(browser.local.names);
  await check();
  Object.assign(browser.local, { release, names: before });
  await check();
  assert.equal((await keptRelease())?.serial, 2);
  assert.equal((await names()).length, 3);
});

test("a list that runs out is said to be out of date, and goes on protecting", async () => {
  await check();
  await check(daysFromNow(10));
  const { expired, verified, error } = await health(daysFromNow(10));
  assert.deepEqual([expired, verified, error?.kind], [true, true, "expired"]);
  assert.deepEqual(await names(), ["coco.fr", "coco.gg"]);
});

test("a device that is offline for long knows that its list has run out", async () => {
  await check();
  assert.equal((await health(daysFromNow(2))).expired, false);
  assert.equal((await health(daysFromNow(4))).expired, true);
});

test("an attack is named, and changes nothing", async () => {
  await check();
  repository.signers.timestamp = [await newSigner()];
  await repository.publish(releaseFiles("omegle.example"));
  await check();
  assert.equal((await health(NOW)).error?.kind, "signature");
  assert.equal((await keptRelease())?.serial, 1);
});

test("a feed without one of the three files is refused", async () => {
  await check();
  const { names: list, sites } = releaseFiles("omegle.example");
  await repository.publish({ names: list, sites });
  await check();
  const { serial, error } = await health(NOW);
  assert.deepEqual([serial, error?.kind], [1, "missing"]);
});

test("storage that fails is named, and takes the list of nobody", async () => {
  await check();
  browser.storageFails = true;
  await assert.rejects(check(), { kind: "storage" });
  browser.storageFails = false;
  assert.deepEqual(await names(), ["coco.fr", "coco.gg"]);
});

test("a failure that nobody foresaw is told too, and takes the list of nobody", async () => {
  await check();
  await check(NOW, () => Promise.reject(new RangeError("too deep")));
  const { serial, error } = await health(NOW);
  assert.deepEqual([serial, error?.kind], [1, "storage"]);
  assert.match(String(error?.message), /too deep/);
});

test("the starter feed protects before any connection", async () => {
  await start(repository.fetch, repository.firstRoot);
  assert.deepEqual(await names(), ["coco.fr", "coco.gg"]);
  assert.equal((await health(NOW)).checkedAt, null);
});

test("a starter feed that has run out is used, and said to be out of date", async () => {
  repository.expires.timestamp = daysFromNow(-30);
  await repository.publishTimestamp();
  await start(repository.fetch, repository.firstRoot);
  const { expired, verified } = await health(NOW);
  assert.deepEqual([expired, verified], [true, true]);
  assert.equal((await names()).length, 2);
});

test("a starter feed with a flipped byte is refused like any other", async () => {
  const path = [...repository.files.keys()].find((name) => name.endsWith(".names")) ?? "";
  const flipped = /** @type {Uint8Array} */ (repository.files.get(path)).slice();
  flipped[20] ^= 1;
  repository.files.set(path, flipped);
  await start(repository.fetch, repository.firstRoot);
  const { verified, error } = await health(NOW);
  assert.deepEqual([verified, error?.kind], [false, "mismatch"]);
});

test("a starter feed never replaces a newer list, and is no error then", async () => {
  const packed = new Map(repository.files);
  await repository.publish(releaseFiles("omegle.example"));
  await check();
  repository.files = packed;
  await start(repository.fetch, repository.firstRoot);
  const { serial, error } = await health(NOW);
  assert.deepEqual([serial, error], [2, null]);
});

test("a starter feed that is newer than the kept list replaces it", async () => {
  await check();
  await repository.publish(releaseFiles("omegle.example"));
  await start(repository.fetch, repository.firstRoot);
  assert.equal((await health(NOW)).serial, 2);
});

test("a package with another root begins a new trust; the old list stays until the new feed has verified", async () => {
  await repository.publish(releaseFiles());
  await check();
  const other = await Repository.create(releaseFiles("omegle.example"));
  await update(other.without("timestamp.json"), other.firstRoot, NOW);
  assert.equal((await health(NOW)).serial, 2);
  await update(other.fetch, other.firstRoot, NOW);
  const { serial, error } = await health(NOW);
  assert.deepEqual([serial, error], [1, null]);
  assert.equal((await names()).length, 3);
});

test("a starter feed under another root does not replace a newer list either", async () => {
  await repository.publish(releaseFiles());
  await check();
  const other = await Repository.create(releaseFiles("omegle.example"));
  await start(other.fetch, other.firstRoot);
  assert.equal((await health(NOW)).serial, 2);
});

test("a root that was followed stays followed, though its file is withheld later", async () => {
  const stolen = repository.signers.timestamp;
  repository.signers.timestamp = [await newSigner()];
  await repository.publishRoot();
  await repository.publishTimestamp();
  await check();
  repository.files.delete("2.root.json");
  repository.signers.timestamp = stolen;
  await repository.publishTimestamp();
  await check();
  assert.equal((await health(NOW)).error?.kind, "signature");
});
