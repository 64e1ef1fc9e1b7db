/**
 * Whose signatures hold. Pure but for WebCrypto.
 *
 * Our feed is signed with Ed25519. ECDSA P-256 is read too, because the conformance suite of TUF signs with it: the
 * client it judges is the one that ships.
 *
 * @typedef {{keytype: string, scheme: string, keyval: {public: string}}} Key
 * @typedef {{keyid: string, sig: string}} Signature
 * @typedef {(key: Key, signature: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>) => Promise<boolean>} Check
 */

import { canonical } from "./canonical.js";
import { fromBase64, fromHex } from "./bytes.js";

/** @type {Record<string, Check>} */
const CHECKS = { ed25519: checkEd25519, "ecdsa-sha2-nistp256": checkEcdsa };

/**
 * Count the keys, among those allowed, whose signature over `signed` holds. A key counts once, under however many
 * key ids it is listed; a key or a signature that cannot be read counts for nothing.
 * @param {unknown} signed
 * @param {Signature[]} signatures
 * @param {Record<string, Key>} keys  by key id
 * @param {string[]} allowed  key ids
 * @returns {Promise<number>}
 */
export async function countSigners(signed, signatures, keys, allowed) {
  const message = canonical(signed);
  const signers = new Set();
  for (const { keyid, sig } of signatures) {
    const key = allowed.includes(keyid) && Object.hasOwn(keys, keyid) ? keys[keyid] : null;
    if (key && (await holds(key, sig, message))) signers.add(key.keyval.public);
  }
  return signers.size;
}

/**
 * @param {Key} key
 * @param {string} sig
 * @param {Uint8Array<ArrayBuffer>} message
 * @returns {Promise<boolean>}
 */
async function holds(key, sig, message) {
  const signature = fromHex(sig);
  if (!signature || !Object.hasOwn(CHECKS, key.scheme)) return false;
  try {
    return await CHECKS[key.scheme](key, signature, message);
  } catch {
    return false; // WebCrypto rejects a key that is none; one bad key must not spoil the others' threshold
  }
}

/** @type {Check} */
async function checkEd25519(key, signature, message) {
  const raw = fromHex(key.keyval.public);
  if (!raw) return false;
  const imported = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature, message);
}

/** @type {Check} */
async function checkEcdsa(key, signature, message) {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const spki = fromBase64(key.keyval.public.replace(/-----[A-Z ]+-----|\s/g, ""));
  const imported = await crypto.subtle.importKey("spki", spki, curve, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, imported, fixedWidth(signature), message);
}

/**
 * WebCrypto takes an ECDSA signature as r and s of 32 bytes each; TUF writes the DER sequence of both.
 * @param {Uint8Array<ArrayBuffer>} der
 * @returns {Uint8Array<ArrayBuffer>}
 */
function fixedWidth(der) {
  const fixed = new Uint8Array(64);
  let at = 2; // past the sequence's tag and length
  for (const end of [32, 64]) {
    const number = der.subarray(at + 2, at + 2 + der[at + 1]);
    const digits = number.subarray(Math.max(0, number.length - 32));
    fixed.set(digits, end - digits.length);
    at += 2 + der[at + 1];
  }
  return fixed;
}
