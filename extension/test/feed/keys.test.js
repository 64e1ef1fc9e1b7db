/** Signatures of both kinds, made by another implementation than the one that checks them. */

import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";

import { canonical } from "../../src/feed/canonical.js";
import { countSigners } from "../../src/feed/keys.js";

/** @typedef {import("../../src/feed/keys.js").Key} Key */

function ed25519() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const point = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  const key = { keytype: "ed25519", scheme: "ed25519", keyval: { public: point } };
  return { key, sign: (/** @type {unknown} */ signed) => sign(null, canonical(signed), privateKey).toString("hex") };
}

function ecdsa() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = String(publicKey.export({ format: "pem", type: "spki" }));
  const key = { keytype: "ecdsa", scheme: "ecdsa-sha2-nistp256", keyval: { public: pem } };
  return {
    key,
    sign: (/** @type {unknown} */ signed) => sign("sha256", canonical(signed), privateKey).toString("hex"),
  };
}

/** @param {Key} key @param {string} sig @param {unknown} signed */
function counted(key, sig, signed) {
  return countSigners(signed, [{ keyid: "k", sig }], { k: key }, ["k"]);
}

for (const [name, newKey] of /** @type {const} */ ([
  ["Ed25519", ed25519],
  ["ECDSA", ecdsa],
])) {
  test(`${name}: every true signature counts, and none for other content`, async () => {
    const signer = newKey();
    // Enough of them for numbers of every length that DER shortens.
    for (let version = 1; version <= 60; version++) {
      const sig = signer.sign({ version });
      assert.equal(await counted(signer.key, sig, { version }), 1, sig);
      assert.equal(await counted(signer.key, sig, { version: version + 1 }), 0);
    }
  });

  test(`${name}: a signature that is none counts for nothing`, async () => {
    const signer = newKey();
    const cut = signer.sign({}).slice(2);
    for (const sig of ["", "zz", "3", "30", "3045", cut, "00".repeat(64), "ff".repeat(200)]) {
      assert.equal(await counted(signer.key, sig, {}), 0, sig);
    }
  });

  test(`${name}: a key that is none counts for nothing, and spoils no other`, async () => {
    const signer = newKey();
    const broken = { ...signer.key, keyval: { public: "not a key" } };
    const signatures = ["bad", "good"].map((keyid) => ({ keyid, sig: signer.sign({}) }));
    assert.equal(await countSigners({}, signatures, { bad: broken, good: signer.key }, ["bad", "good"]), 1);
  });
}

test("a scheme that this reader does not know counts for nothing", async () => {
  const { key, sign: signed } = ed25519();
  for (const scheme of ["rsassa-pss-sha256", "constructor", ""]) {
    assert.equal(await counted({ ...key, scheme }, signed({}), {}), 0);
  }
});

/** @type {[string, ReturnType<typeof ed25519>, (text: string) => string][]} */
const SPELLINGS = [
  ["Ed25519 in capital letters", ed25519(), (hex) => hex.toUpperCase()],
  ["ECDSA on one line", ecdsa(), (pem) => pem.replaceAll("\n", "")],
];
for (const [name, { key, sign: signed }, respelt] of SPELLINGS) {
  test(`${name}: one key in two spellings counts once`, async () => {
    const keys = { a: key, b: { ...key, keyval: { public: respelt(key.keyval.public) } } };
    const signatures = ["a", "b"].map((keyid) => ({ keyid, sig: signed({}) }));
    assert.notEqual(keys.b.keyval.public, key.keyval.public);
    assert.equal(await countSigners({}, signatures, keys, ["b"]), 1);
    assert.equal(await countSigners({}, signatures, keys, ["a", "b"]), 1);
  });
}
