/** The client against an attacker who has the web server, and some of the keys. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { download } from "../../src/feed/tuf.js";
import { world } from "../device.js";
import { NOW, daysFromNow, newSigner } from "../repository.js";

/** @typedef {import("../../src/feed/metadata.js").Role} Role */

/** @param {Uint8Array} bytes @param {number} [at] */
function flip(bytes, at = Math.floor(bytes.length / 2)) {
  const flipped = bytes.slice();
  flipped[at] ^= 1;
  return flipped;
}

test("a first run asks for what is needed, once, and keeps all four roles", async () => {
  const { repository, store, run } = await world();
  const trusted = await run();
  assert.deepEqual(repository.asked, ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"]);
  assert.deepEqual([...store.kept.keys()].sort(), ["root", "snapshot", "targets", "timestamp"]);
  assert.equal(trusted.expires.getTime(), repository.expires.timestamp.getTime());
  const bytes = await download(trusted, "names", (path, limit) => repository.fetch(`targets/${path}`, limit));
  assert.equal(new TextDecoder().decode(bytes), "names 1");
});

test("a run after no change asks for the timestamp and for a next root, and for nothing else", async () => {
  const { repository, run } = await world();
  await run();
  repository.asked.length = 0;
  await run();
  assert.deepEqual(repository.asked, ["2.root.json", "timestamp.json"]);
});

for (const path of ["timestamp.json", "1.snapshot.json", "1.targets.json"]) {
  test(`no flipped byte of ${path} is believed`, async () => {
    const { repository, run } = await world();
    const good = /** @type {Uint8Array} */ (repository.files.get(path));
    for (let at = 0; at < good.length; at += 7) {
      repository.files.set(path, flip(good, at));
      const believed = await run().catch((reason) => reason);
      const same = JSON.stringify(JSON.parse(new TextDecoder().decode(good)).signed);
      // A flip inside the JSON's own punctuation may leave its meaning as it was; nothing else may pass.
      if (believed instanceof Error) assert.equal(believed.name.startsWith("Feed"), true, String(believed));
      else assert.equal(JSON.stringify(believed[roleOf(path)]), same);
    }
  });
}

/** @param {string} path @returns {Role} */
function roleOf(path) {
  return /** @type {Role} */ (path.replace(/^\d+\./, "").replace(".json", ""));
}

test("metadata signed by a stranger is refused", async () => {
  const { repository, run, store } = await world();
  repository.signers.timestamp = [await newSigner()];
  await repository.publishTimestamp();
  await assert.rejects(run(), { kind: "signature" });
  assert.equal(store.version("timestamp"), null);
});

test("metadata with two signatures of one key id is refused", async () => {
  const { repository, run } = await world();
  const [signer] = repository.signers.timestamp;
  repository.signers.timestamp = [signer, signer];
  await repository.publishTimestamp();
  await assert.rejects(run(), { kind: "format" });
});

test("an older timestamp is refused", async () => {
  const { repository, run, store } = await world();
  const old = /** @type {Uint8Array} */ (repository.files.get("timestamp.json"));
  await repository.publishTimestamp();
  await run();
  repository.files.set("timestamp.json", old);
  await assert.rejects(run(), { kind: "rollback" });
  assert.equal(store.version("timestamp"), 2);
});

test("a newer timestamp of an older snapshot is refused", async () => {
  const { repository, run } = await world();
  await repository.publishSnapshot();
  await run();
  repository.version.snapshot = 1;
  await repository.publishTimestamp();
  await assert.rejects(run(), { kind: "rollback" });
});

test("a newer snapshot of older targets is refused", async () => {
  const { repository, run, store } = await world();
  await repository.publish();
  await run();
  repository.version.targets = 1;
  await repository.publishSnapshot();
  await assert.rejects(run(), { kind: "rollback" });
  assert.equal(store.version("snapshot"), 2);
});

test("a snapshot that drops a role is refused", async () => {
  const { repository, run } = await world();
  await repository.publishSnapshot({ "other.json": { version: 1 } });
  await run();
  await repository.publishSnapshot();
  await assert.rejects(run(), { kind: "rollback" });
});

test("a timestamp replayed past its expiry is refused, though nothing changed since it was accepted", async () => {
  const { run } = await world();
  await run();
  await run(daysFromNow(2));
  await assert.rejects(run(daysFromNow(10)), { kind: "expired" });
});

for (const role of /** @type {const} */ (["timestamp", "snapshot", "targets"])) {
  test(`expired ${role} is refused, and not kept`, async () => {
    const { repository, run, store } = await world();
    repository.expires[role] = daysFromNow(-1);
    await repository.publish();
    await assert.rejects(run(), { kind: "expired" });
    assert.equal(store.version(role), null);
  });
}

test("of two timestamps with one version, the one seen first stays", async () => {
  const { repository, run } = await world();
  await run();
  repository.version.timestamp = 0;
  await repository.publishSnapshot();
  assert.equal((await run()).snapshot.version, 1);
});

test("a file that is missing stops the run, and the next run completes it", async () => {
  const { repository, run } = await world();
  await run();
  await repository.publish();
  const snapshot = /** @type {Uint8Array} */ (repository.files.get("2.snapshot.json"));
  repository.files.delete("2.snapshot.json");
  await assert.rejects(run(), { kind: "missing" });
  repository.files.set("2.snapshot.json", snapshot);
  assert.equal((await run()).targets.version, 2);
});

for (const path of ["2.snapshot.json", "2.targets.json"]) {
  test(`a run that is cut short at ${path} is finished by the next one, and nothing goes back in between`, async () => {
    const { repository, run } = await world();
    await run();
    const old = /** @type {Uint8Array} */ (repository.files.get("timestamp.json"));
    await repository.publish();
    const current = /** @type {Uint8Array} */ (repository.files.get("timestamp.json"));
    await assert.rejects(run(NOW, repository.without(path)), { kind: "network" });
    repository.files.set("timestamp.json", old);
    await assert.rejects(run(), { kind: "rollback" });
    repository.files.set("timestamp.json", current);
    assert.equal((await run()).targets.version, 2);
  });
}

test("what was kept and then damaged is asked for again", async () => {
  const { repository, store, run } = await world();
  await run();
  for (const role of /** @type {const} */ (["timestamp", "snapshot", "targets"])) {
    store.kept.set(role, new TextEncoder().encode("{"));
  }
  assert.equal((await run()).targets.version, repository.version.targets);
});

test("metadata that is longer than it may be is refused", async () => {
  const { repository, run } = await world();
  repository.files.set("timestamp.json", new Uint8Array(16_385));
  await assert.rejects(run(), { kind: "length" });
});

test("a snapshot without the digest that the timestamp gives is refused", async () => {
  const { repository, run } = await world();
  const meta = { "snapshot.json": { version: 1, hashes: { sha256: "0".repeat(64) } } };
  await repository.put("timestamp.json", { ...repository.next("timestamp"), meta });
  await assert.rejects(run(), { kind: "mismatch" });
});

test("target files: a flipped byte, another length, no file, a file that the feed does not name", async () => {
  const { repository, run } = await world();
  const trusted = await run();
  const path = [...repository.files.keys()].find((name) => name.endsWith(".names")) ?? "";
  const good = /** @type {Uint8Array} */ (repository.files.get(path));
  const ask = (/** @type {string} */ name) =>
    download(trusted, name, (file, limit) => repository.fetch(`targets/${file}`, limit));
  repository.files.set(path, flip(good));
  await assert.rejects(ask("names"), { kind: "mismatch" });
  repository.files.set(path, good.subarray(1));
  await assert.rejects(ask("names"), { kind: "length" });
  repository.files.set(path, new Uint8Array([...good, 0]));
  await assert.rejects(ask("names"), { kind: "length" });
  repository.files.delete(path);
  await assert.rejects(ask("names"), { kind: "missing" });
  await assert.rejects(ask("constructor"), { kind: "missing" });
});

test("a key that root trusts for one role does not speak for another", async () => {
  const { repository, run } = await world();
  repository.signers.timestamp = repository.signers.snapshot;
  await repository.publishTimestamp();
  await assert.rejects(run(), { kind: "signature" });
});

test("metadata of another role is refused, though the right key signed it", async () => {
  const { repository, run } = await world();
  const part = { ...repository.next("snapshot"), meta: { "snapshot.json": { version: 1 } } };
  await repository.put("timestamp.json", part, repository.signers.timestamp);
  await assert.rejects(run(), { kind: "format" });
});

for (const role of /** @type {const} */ (["snapshot", "targets"])) {
  test(`${role} under the name of another version is refused`, async () => {
    const { repository, run } = await world();
    await repository.publish();
    await repository.publish();
    const newer = /** @type {Uint8Array} */ (repository.files.get(`3.${role}.json`));
    await repository.publish();
    repository.files.set(`4.${role}.json`, newer);
    await assert.rejects(run(), { kind: "mismatch" });
  });
}

test("a digest of a kind that nobody can check is not taken as checked", async () => {
  const { repository, run } = await world();
  const meta = { "snapshot.json": { version: 1, hashes: { md5: "0".repeat(32) } } };
  await repository.put("timestamp.json", { ...repository.next("timestamp"), meta });
  await assert.rejects(run(), { kind: "mismatch" });
});

test("metadata that is nested without end is refused like any other that is none", async () => {
  const { repository, run } = await world();
  const part = { ...repository.next("timestamp"), meta: { "snapshot.json": { version: 1 } }, more: "endless" };
  await repository.put("timestamp.json", part);
  const text = new TextDecoder().decode(repository.files.get("timestamp.json"));
  const nested = "[".repeat(7_000) + "]".repeat(7_000);
  repository.files.set("timestamp.json", new TextEncoder().encode(text.replace('"endless"', nested)));
  await assert.rejects(run(), { kind: "format" });
});

for (const digest of ["//elsewhere.example/x?", "../timestamp.json", "AB", ""]) {
  test(`${digest || "nothing"} in the place of a digest is refused, for it would be asked for`, async () => {
    const { repository, run } = await world();
    const targets = { names: { length: 1, hashes: { sha256: digest } } };
    await repository.put("2.targets.json", { ...repository.next("targets"), targets });
    await repository.publishSnapshot();
    await assert.rejects(run(), { kind: "format" });
  });
}

test("no length that metadata gives makes a device ask for more than it can hold", async () => {
  const { repository, run } = await world();
  /** @type {Record<string, number>} */
  const limits = {};
  /** @type {import("../../src/feed/tuf.js").Fetch} */
  const noting = (path, limit) => {
    limits[path.replace(/^\w{64}/, "digest")] = limit;
    return repository.fetch(path, limit);
  };
  const meta = { "snapshot.json": { version: 1, length: Number.MAX_SAFE_INTEGER } };
  await repository.put("timestamp.json", { ...repository.next("timestamp"), meta });
  await assert.rejects(run(NOW, noting), { kind: "length" });
  assert.equal(limits["1.snapshot.json"], 2_000_000);
  await repository.publish();
  const trusted = await run();
  trusted.targets.targets.names = { length: Number.MAX_SAFE_INTEGER, hashes: { sha256: "0".repeat(64) } };
  await assert.rejects(download(trusted, "names", noting), { kind: "missing" });
  assert.equal(limits["digest.names"], 64_000_000);
});
