/** Which root is believed: the chain from the pinned one, through changes of its keys. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { deviceFor, world } from "../device.js";
import { Repository, daysFromNow, newSigner } from "../repository.js";

test("a root below its threshold is refused, and the root before it stays", async () => {
  const { repository, run, store } = await world();
  await repository.publishRoot(repository.signers.root.slice(0, 1));
  await assert.rejects(run(), { kind: "threshold" });
  assert.equal(store.version("root"), 1);
});

test("one key under two key ids counts once", async () => {
  const repository = new Repository();
  const first = await newSigner();
  repository.signers.root = [first, { ...first, id: "0".repeat(64) }];
  await repository.publishRoot();
  await assert.rejects(deviceFor(repository).run(), { kind: "threshold" });
});

test("a pinned root that its own keys did not sign is refused before anything is asked for", async () => {
  const unsigned = new Repository();
  unsigned.signers.root = [await newSigner(), await newSigner()];
  await unsigned.publishRoot([await newSigner(), await newSigner()]);
  await assert.rejects(deviceFor(unsigned).run(), { kind: "signature" });
  assert.deepEqual(unsigned.asked, []);
});

test("a root signed by the new keys alone is refused", async () => {
  const { repository, run } = await world();
  repository.signers.root = [await newSigner(), await newSigner()];
  await repository.publishRoot();
  await assert.rejects(run(), { kind: "signature" });
});

test("a root signed by the old keys alone is refused", async () => {
  const { repository, run } = await world();
  const old = repository.signers.root;
  repository.signers.root = [await newSigner(), await newSigner()];
  await repository.publishRoot(old);
  await assert.rejects(run(), { kind: "signature" });
});

test("a root that skips a version is refused", async () => {
  const { repository, run } = await world();
  repository.version.root = 2;
  await repository.publishRoot();
  repository.files.set("2.root.json", /** @type {Uint8Array} */ (repository.files.get("3.root.json")));
  await assert.rejects(run(), { kind: "mismatch" });
});

test("roots are followed one by one, through a change of every root key", async () => {
  const { repository, run, store } = await world();
  for (let i = 0; i < 3; i++) {
    const old = repository.signers.root;
    repository.signers.root = [await newSigner(), await newSigner()];
    await repository.publishRoot([...old, ...repository.signers.root]);
  }
  await run();
  assert.equal(store.version("root"), 4);
});

test("one run follows 32 roots at most, and the next run goes on", async () => {
  const { repository, run, store } = await world();
  for (let i = 0; i < 34; i++) await repository.publishRoot();
  await run();
  assert.equal(store.version("root"), 33);
  await run();
  assert.equal(store.version("root"), 35);
});

test("an expired root stops the run, but a newer one is looked for first", async () => {
  const { repository, run } = await world();
  repository.expires.root = daysFromNow(1);
  await repository.publishRoot();
  await assert.rejects(run(daysFromNow(2)), { kind: "expired", message: /^The root ran out/ });
  repository.expires.root = daysFromNow(365);
  await repository.publishRoot();
  assert.equal((await run(daysFromNow(2))).root.version, 3);
});

test("after a stolen key pushed versions far ahead, new keys bring the feed back", async () => {
  const { repository, run } = await world();
  repository.version.timestamp = repository.version.snapshot = 1_000_000;
  await repository.publishSnapshot();
  await run();
  repository.signers.timestamp = [await newSigner()];
  repository.signers.snapshot = [await newSigner()];
  await repository.publishRoot();
  repository.version.timestamp = repository.version.snapshot = 1;
  await repository.publishSnapshot();
  assert.equal((await run()).snapshot.version, 2);
});
