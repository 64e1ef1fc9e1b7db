/**
 * The PIN of a parent: asked for passes, and before settings are changed.
 *
 * Rules
 * - Four to eight digits: typed on any keyboard, and remembered. It stands between a child and a button, and no more:
 *   whoever may remove the extension removes it too, and that is also the way back for a parent who forgot it.
 * - PBKDF2 with HMAC-SHA-256, 600 000 iterations (OWASP, Password Storage Cheat Sheet), 16 random bytes of salt.
 * - A try is counted in storage before it is looked at, so that a worker killed in between forgives nothing; tries that
 *   come at once are looked at one after another.
 * - Two wrong tries cost nothing. From the third on each makes the next wait: half a minute, doubled each time, an hour
 *   at most. The wait outlasts the browser.
 * - A pass takes the PIN itself. Settings are many small changes, so there a PIN unlocks for five minutes; that is kept
 *   for the session, and never opens a site.
 *
 * @typedef {import("./messages.js").PinWrong} PinWrong
 * @typedef {import("./messages.js").PinWait} PinWait
 * @typedef {import("./messages.js").PinNeeded} PinNeeded
 * @typedef {{salt: string, digest: string, iterations: number}} Kept  bytes in base 64
 * @typedef {{failures: number, retryAt: number}} Tries  `retryAt` in milliseconds since 1970
 */

import { fromBase64, toBase64 } from "./feed/bytes.js";
import { local, session } from "./storage.js";
import { inTurn } from "./turns.js";

const DIGITS = /^[0-9]{4,8}$/;
const ITERATIONS = 600_000;
const SALT_BYTES = 16;
const DIGEST_BITS = 256;

const FREE_TRIES = 2;
const FIRST_WAIT = 30_000; // milliseconds, as all that follow
const LONGEST_WAIT = 3_600_000;
const UNLOCKED = 5 * 60_000;

const turn = inTurn();

/**
 * @returns {Promise<boolean>}
 */
export async function isSet() {
  return (await kept()) !== null;
}

/**
 * @param {unknown} pin
 * @returns {pin is string} whether a text may be a PIN
 */
export function isPin(pin) {
  return typeof pin === "string" && DIGITS.test(pin);
}

/**
 * Whether a typed PIN is the one that is set; anything is while none is. What could not be a PIN is no try.
 * @param {unknown} typed
 * @returns {Promise<{ok: true} | PinNeeded | PinWrong | PinWait>}
 */
export function tryPin(typed) {
  return turn(async () => {
    const pin = await kept();
    if (pin === null) return { ok: true };
    if (!isPin(typed)) return { ok: false, reason: "pin-needed" };
    const now = Date.now();
    const before = await tries();
    // A clock that was set back would make the wait a matter of years.
    const retryAt = Math.min(before.retryAt, now + LONGEST_WAIT);
    if (now < retryAt) return { ok: false, reason: "pin-wait", retryAt };
    const failures = before.failures + 1;
    const next = { failures, retryAt: now + waitAfter(failures) };
    await local.write({ "pin-tries": next });
    const digest = await derive(typed, fromBase64(pin.salt), pin.iterations);
    if (!isSame(digest, fromBase64(pin.digest))) return { ok: false, reason: "pin-wrong", retryAt: next.retryAt };
    await local.write({ "pin-tries": null });
    return { ok: true };
  });
}

/**
 * Milliseconds from a wrong try to the next one that counts. Pure.
 * @param {number} failures  in a row
 * @returns {number}
 */
export function waitAfter(failures) {
  return failures <= FREE_TRIES ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - FREE_TRIES - 1));
}

/**
 * Set a PIN, in place of the one before it, and leave the settings unlocked to whoever set it.
 * @param {string} pin  one that `isPin`
 * @returns {Promise<void>}
 */
export function setPin(pin) {
  return turn(async () => {
    const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
    const digest = toBase64(await derive(pin, salt, ITERATIONS));
    await local.write({ pin: { salt: toBase64(salt), digest, iterations: ITERATIONS }, "pin-tries": null });
    await session.write({ unlocked: Date.now() + UNLOCKED });
  });
}

/**
 * @returns {Promise<void>}
 */
export function removePin() {
  return turn(() => local.write({ pin: null, "pin-tries": null }));
}

/**
 * @param {unknown} typed
 * @returns {Promise<{ok: true, until: number} | PinNeeded | PinWrong | PinWait>}
 */
export async function unlock(typed) {
  const answer = await tryPin(typed);
  if (!answer.ok) return answer;
  const until = Date.now() + UNLOCKED;
  await session.write({ unlocked: until });
  return { ok: true, until };
}

/**
 * @returns {Promise<{ok: true}>}
 */
export async function lock() {
  await session.write({ unlocked: 0 });
  return { ok: true };
}

/**
 * @returns {Promise<number | null>} in milliseconds since 1970; null while locked, and while no PIN is set
 */
export async function unlockedUntil() {
  const now = Date.now();
  const until = await session.read("unlocked", 0, Number.isFinite);
  return (await isSet()) && until > now && until <= now + UNLOCKED ? until : null;
}

/**
 * What stands in the way of a change; null when nothing does.
 * @returns {Promise<PinNeeded | null>}
 */
export async function refusal() {
  const open = !(await isSet()) || (await unlockedUntil()) !== null;
  return open ? null : { ok: false, reason: "pin-needed" };
}

/**
 * @param {string} pin
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {number} iterations
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function derive(pin, salt, iterations) {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, DIGEST_BITS));
}

/**
 * In the same time wherever they differ.
 * @param {Uint8Array} a
 * @param {Uint8Array} b
 * @returns {boolean}
 */
function isSame(a, b) {
  return a.length === b.length && a.reduce((differing, byte, i) => differing | (byte ^ b[i]), 0) === 0;
}

/** @returns {Promise<Kept | null>} null for one that cannot be read as well: nobody could ever type it */
function kept() {
  return local.read("pin", /** @type {Kept | null} */ (null), isKept);
}

/**
 * @param {any} value
 * @returns {boolean}
 */
function isKept({ salt, digest, iterations }) {
  const base64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
  return base64.test(salt) && base64.test(digest) && Number.isInteger(iterations) && iterations > 0;
}

/** @returns {Promise<Tries>} */
function tries() {
  return local.read(
    "pin-tries",
    { failures: 0, retryAt: 0 },
    (value) => Number.isInteger(value.failures) && Number.isFinite(value.retryAt),
  );
}
