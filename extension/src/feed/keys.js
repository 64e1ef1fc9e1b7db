/**
 * Whose signatures hold. Pure but for WebCrypto.
 *
 * Our feed is signed with Ed25519. ECDSA P-256 is read too, because the conformance suite of TUF signs with it: the
 * client it judges is the one that ships.
 *
 * @typedef {{keytype: string, scheme: string, keyval: {public: string}}} Key
 * @typedef {{keyid: string, sig: string}} Signature
 * @typedef {Uint8Array<ArrayBuffer>} Bytes
 * @typedef {object} Scheme
 * @property {(text: string) => Bytes | null} read  the bytes of a public key, of which there are many spellings
 * @property {(key: Bytes, signature: Bytes, message: Bytes) => Promise<boolean>} holds
 */

import { canonical } from "./canonical.js";
import { fromBase64, fromHex, toHex } from "./bytes.js";

/** @type {Record<string, Scheme>} */
const SCHEMES = {
  ed25519: { read: fromHex, holds: holdsEd25519 },
  "ecdsa-sha2-nistp256": { read: fromPem, holds: holdsEcdsa },
};

/**
 * Count the keys, among those allowed, whose signature over `signed` holds. A key counts once, under however many
 * key ids and in whatever spelling it is listed; a key or a signature that cannot be read counts for nothing.
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
    const signer = key && (await signerOf(key, sig, message));
    if (signer) signers.add(signer);
  }
  return signers.size;
}

/**
 * The key that a signature holds under, in its one spelling here, or null.
 * @param {Key} key
 * @param {string} sig
 * @param {Bytes} message
 * @returns {Promise<string | null>}
 */
async function signerOf({ scheme, keyval }, sig, message) {
  const signature = fromHex(sig);
  if (!signature || !Object.hasOwn(SCHEMES, scheme)) return null;
  try {
    const key = SCHEMES[scheme].read(keyval.public);
    return key && (await SCHEMES[scheme].holds(key, signature, message)) ? toHex(key) : null;
  } catch {
    return null; // a key that is none is rejected; one bad key must not spoil the others' threshold
  }
}

/** @type {Scheme["holds"]} */
async function holdsEd25519(key, signature, message) {
  const imported = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature, message);
}

/** @type {Scheme["holds"]} */
async function holdsEcdsa(key, signature, message) {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const imported = await crypto.subtle.importKey("spki", key, curve, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, imported, fixedWidth(signature), message);
}

/** @type {Scheme["read"]} */
function fromPem(text) {
  return fromBase64(text.replace(/-----[A-Z ]+-----|\s/g, ""));
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
