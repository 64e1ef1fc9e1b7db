/** The executable that a conformance suite drives. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { Repository } from "./repository.js";

/** @type {Repository} */
let repository;
let folder = "";
let address = "";
const server = createServer((request, response) => {
  const file = repository.files.get((request.url ?? "").slice(1));
  response.writeHead(file ? 200 : 404).end(file);
});

before(async () => {
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(null)));
  address = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
});
after(() => server.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vigie-tuf-"));
  repository = await Repository.create();
  const tomorrow = new Date(Date.now() + 86_400_000);
  repository.expires = { root: tomorrow, timestamp: tomorrow, snapshot: tomorrow, targets: tomorrow };
  await repository.publishRoot();
  await repository.publish({ file: new TextEncoder().encode("its content") });
  await writeFile(join(folder, "first.json"), repository.firstRoot);
});
afterEach(() => rm(folder, { recursive: true }));

/** @param {string[]} args @returns {Promise<{code: number, stderr: string}>} */
function client(...args) {
  const all = ["--metadata-dir", join(folder, "metadata"), ...args];
  return new Promise((done) =>
    execFile(join(import.meta.dirname, "tuf-client"), all, (error, _, stderr) =>
      done({ code: Number(error?.code ?? 0), stderr }),
    ),
  );
}

test("init, refresh and download keep the metadata under the names of the roles, and the file", async () => {
  assert.equal((await client("init", join(folder, "first.json"))).code, 0);
  assert.equal((await client("--metadata-url", address, "refresh")).code, 0);
  const kept = await readdir(join(folder, "metadata"));
  assert.deepEqual(kept.sort(), ["root.json", "snapshot.json", "targets.json", "timestamp.json"]);
  const from = ["--metadata-url", address, "--target-base-url", `${address}/targets/`];
  assert.equal((await client(...from, "--target-name", "file", "--target-dir", folder, "download")).code, 0);
  assert.equal(await readFile(join(folder, "file"), "utf-8"), "its content");
});

test("what does not hold ends with 1 and its reason", async () => {
  await client("init", join(folder, "first.json"));
  repository.files.delete("timestamp.json");
  const { code, stderr } = await client("--metadata-url", address, "refresh");
  assert.deepEqual([code, stderr.trim()], [1, "missing: timestamp.json is not there."]);
});

test("a command that does not exist, or lacks its address, ends with 1", async () => {
  for (const args of [[], ["shout"], ["refresh"]]) assert.equal((await client(...args)).code, 1);
});
