/** An update by delta: a few bytes when all is well, the whole file in the same run when anything is not. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { start, update } from "../../src/feed/update.js";
import { health } from "../../src/health.js";
import { listedNames } from "../../src/release.js";
import { Browser } from "../browser.js";
import { releaseFiles } from "../coco.js";
import { encodeDelta } from "../encoder.js";
import { NOW, Repository } from "../repository.js";

/** @type {Browser} */
let browser;
/** @type {Repository} */
let repository;

// The rows of Coco's list: fr.coco, gg.coco. The new name follows them, and shares nothing.
const DELTA = encodeDelta([], [{ step: 1, fact: 1 << 3, shared: 0, rest: "tv.meet" }]);
const NEXT = releaseFiles("meet.tv");

beforeEach(async () => {
  browser = Browser.open();
  repository = await Repository.create(releaseFiles());
  await update(repository.fetch, repository.firstRoot, NOW);
  repository.asked.length = 0;
});

/** The next Release, and what a check asks for. @param {Record<string, Uint8Array>} deltas */
async function checkWith(deltas, fetch = repository.fetch) {
  await repository.publish({ ...NEXT, ...deltas });
  return checkAgain(fetch);
}

async function checkAgain(fetch = repository.fetch) {
  repository.asked.length = 0;
  await update(fetch, repository.firstRoot, NOW);
  return repository.asked.filter((path) => path.startsWith("targets/")).map((path) => path.replace(/^[^.]*\./, ""));
}

async function requireNext(serial = 2) {
  assert.deepEqual([...(await listedNames()).values()].map(({ name }) => name).sort(), ["coco.fr", "coco.gg", "meet.tv"]);
  const { serial: kept, error, count } = await health(NOW);
  assert.deepEqual([kept, error, count], [serial, null, 3]);
}

/** @param {string} ending */
function pathOf(ending) {
  return [...repository.files.keys()].find((path) => path.endsWith(ending)) ?? "";
}

test("the delta from the kept release is all that is downloaded", async () => {
  assert.deepEqual(await checkWith({ "names.1.delta": DELTA }), ["names.1.delta"]);
  await requireNext();
});

test("what a delta made can be changed by the next one", async () => {
  await checkWith({ "names.1.delta": DELTA });
  await repository.publish({ ...releaseFiles(), "names.2.delta": encodeDelta([3]) });
  assert.deepEqual(await checkAgain(), ["names.2.delta"]);
  assert.deepEqual([...(await listedNames()).values()].map(({ name }) => name), ["coco.fr", "coco.gg"]);
});

test("a delta from another release is not asked for", async () => {
  assert.deepEqual(await checkWith({ "names.7.delta": DELTA }), ["names"]);
  await requireNext();
});

test("a delta as long as the whole file is not asked for", async () => {
  const long = new Uint8Array(NEXT.names.length);
  assert.deepEqual(await checkWith({ "names.1.delta": long }), ["names"]);
  await requireNext();
});

test("no delta is asked for when the names did not change", async () => {
  await repository.publish({ ...releaseFiles(), "names.1.delta": encodeDelta([]) });
  assert.deepEqual(await checkAgain(), []);
});

test("a delta that leads elsewhere gives way to the whole file", async () => {
  const elsewhere = encodeDelta([], [{ step: 1, fact: 0, shared: 0, rest: "tv.other" }]);
  assert.deepEqual(await checkWith({ "names.1.delta": elsewhere }), ["names.1.delta", "names"]);
  await requireNext();
});

test("a delta that cannot be read gives way to the whole file", async () => {
  assert.deepEqual(await checkWith({ "names.1.delta": Uint8Array.of(255) }), ["names.1.delta", "names"]);
  await requireNext();
});

test("a delta that is missing gives way to the whole file", async () => {
  await repository.publish({ ...NEXT, "names.1.delta": DELTA });
  repository.files.delete(pathOf(".names.1.delta"));
  assert.deepEqual(await checkAgain(), ["names.1.delta", "names"]);
  await requireNext();
});

test("a delta with a flipped byte gives way to the whole file", async () => {
  await repository.publish({ ...NEXT, "names.1.delta": DELTA });
  const flipped = DELTA.slice();
  flipped[3] ^= 1;
  repository.files.set(pathOf(".names.1.delta"), flipped);
  assert.deepEqual(await checkAgain(), ["names.1.delta", "names"]);
  await requireNext();
});

test("a connection that breaks off within the delta is asked for the whole file", async () => {
  await repository.publish({ ...NEXT, "names.1.delta": DELTA });
  assert.deepEqual(await checkAgain(repository.without(pathOf(".names.1.delta"))), ["names"]);
  await requireNext();
});

test("a kept file that was spoilt on the device gives way to the whole file", async () => {
  for (const names of [{ digest: "x", bytes: "?" }, { digest: "x", bytes: "" }, { digest: "x" }, null]) {
    Object.assign(browser.local, { names });
    assert.equal((await checkWith({ [`names.${repository.version.targets}.delta`]: DELTA })).at(-1), "names");
    await requireNext(repository.version.targets);
    await repository.publish(releaseFiles());
    await checkAgain();
  }
});

test("when the delta and the whole file fail, the last good list stays and the next check takes the new one", async () => {
  await repository.publish({ ...NEXT, "names.1.delta": Uint8Array.of(255) });
  const whole = [...repository.files.keys()].filter((path) => path.endsWith(".names")).at(-1) ?? "";
  await checkAgain(repository.without(whole));
  assert.deepEqual([...(await listedNames()).values()].map(({ name }) => name), ["coco.fr", "coco.gg"]);
  assert.equal((await health(NOW)).error?.kind, "network");
  await checkAgain();
  await requireNext();
});

test("a starter feed that names a delta is read without it", async () => {
  await repository.publish({ ...NEXT, "names.1.delta": DELTA });
  repository.files.delete(pathOf(".names.1.delta"));
  await start(repository.fetch, repository.firstRoot);
  assert.equal((await health(NOW)).serial, 2);
});
