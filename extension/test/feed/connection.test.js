/** Downloads from a real server on this machine. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { connect, unpack } from "../../src/feed/connection.js";

/** @type {import("node:http").IncomingHttpHeaders[]} */
const seen = [];

/** @type {Record<string, (response: import("node:http").ServerResponse) => void>} */
const ANSWERS = {
  "/feed/good": (response) => response.end("good"),
  "/feed/packed": (response) => response.setHeader("Content-Encoding", "gzip").end(gzipSync("unpacked")),
  "/feed/bomb": (response) => response.setHeader("Content-Encoding", "gzip").end(gzipSync(Buffer.alloc(10_000_000))),
  "/feed/moved": (response) => response.writeHead(302, { Location: "/feed/good" }).end(),
  "/feed/broken": (response) => response.writeHead(500).end(),
  "/feed/drop by drop": (response) => {
    const drops = setInterval(() => response.write("."), 20);
    response.on("close", () => clearInterval(drops));
  },
  "/feed/silence": () => {},
  "/feed/cut": (response) => {
    response.writeHead(200, { "Content-Length": "100" });
    response.write("half", () => response.destroy());
  },
};

const server = createServer((request, response) => {
  seen.push(request.headers);
  const answer = ANSWERS[decodeURI(request.url ?? "")];
  if (answer) answer(response);
  else response.writeHead(404).end();
});

/** @type {import("../../src/feed/tuf.js").Fetch} */
let fetch;
let address = "";
before(async () => {
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  address = `http://127.0.0.1:${port}/feed/`;
  fetch = connect(address);
});
after(() => {
  server.close();
  server.closeAllConnections();
});

test("a file comes as its decoded bytes", async () => {
  assert.equal(new TextDecoder().decode(await fetch("good", 4)), "good");
  assert.equal(new TextDecoder().decode(await fetch("packed", 8)), "unpacked");
});

test("nothing that tells one browser from another is sent", async () => {
  await fetch("good", 4);
  const headers = seen.at(-1) ?? {};
  for (const name of ["cookie", "authorization", "referer", "origin", "if-none-match"]) {
    assert.equal(headers[name], undefined, name);
  }
});

for (const [path, kind] of [
  ["none", "missing"],
  ["moved", "network"],
  ["broken", "network"],
  ["cut", "network"],
]) {
  test(`${path}: ${kind}`, () => assert.rejects(fetch(path, 100), { kind }));
}

test("one byte more than the limit is refused", () => assert.rejects(fetch("good", 3), { kind: "length" }));

test("a body that grows when it is decompressed is refused at the limit", () =>
  assert.rejects(fetch("bomb", 100_000), { kind: "length" }));

test("a server that does not answer is a network error; a file that the package lacks is missing", async () => {
  await assert.rejects(connect("http://127.0.0.1:1/")("good", 4), { kind: "network" });
  await assert.rejects(unpack("http://127.0.0.1:1/")("good", 4), { kind: "missing" });
});

for (const path of ["silence", "drop by drop"]) {
  test(`${path}: a file that takes longer than one's patience is given up`, () =>
    assert.rejects(connect(address, 200)(path, 1_000_000), { kind: "network" }));
}
