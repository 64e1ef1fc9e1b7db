/**
 * Every change of what was chosen. Each asks first: the PIN of whoever set one, and the policy. A change stands in
 * storage, and in the browser's rules, before it is answered.
 *
 * @typedef {import("./messages.js").Answers} Answers
 * @typedef {import("./messages.js").PinNeeded} PinNeeded
 * @typedef {import("./messages.js").Locked} Locked
 * @typedef {import("./messages.js").Changed} Changed
 * @typedef {import("./settings.js").Chosen} Chosen
 * @typedef {import("./settings.js").Own} Own
 * @typedef {import("./settings.js").Field} Field
 */

import { choose, chosen, state } from "./choices.js";
import { tidy } from "./diary.js";
import { readName } from "./own-names.js";
import { isPin, refusal, removePin, setPin } from "./pin.js";
import { protect } from "./protection.js";
import { policy } from "./policy.js";
import { countUnread, isObject, MOST_NAMES, readChosen } from "./settings.js";
import { readFile, writeFile } from "./settings-file.js";
import { inTurn } from "./turns.js";

const turn = inTurn();

/**
 * Change some settings, all of them or none. The family's own names have acts of their own.
 * @param {{changes: unknown}} wish
 * @returns {Promise<Answers["change-settings"]>}
 */
export function change({ changes }) {
  return turn(async () => {
    if (!isObject(changes) || "own" in changes || countUnread(changes) > 0) return { ok: false, reason: "malformed" };
    const read = readChosen(changes);
    const refused = await refusalOf(/** @type {Field[]} */ (Object.keys(read)));
    if (refused) return refused;
    const before = await chosen();
    return changed({ ...before, ...read, categories: { ...before.categories, ...read.categories } });
  });
}

/**
 * Add a name to one of the family's two lists; it leaves the other one.
 * @param {{list: string, text: unknown, action?: unknown}} wish
 * @returns {Promise<Answers["add-name"]>}
 */
export function addName({ list, text, action }) {
  return turn(async () => {
    const refused = await refusalOf(["own"]);
    if (refused) return refused;
    const read = readName(text);
    if ("reason" in read) return { ok: false, reason: read.reason };
    const own = without(await ownNames(), read.name);
    if (list === "trusted") own.trusted.push(read.name);
    else own.added.push({ name: read.name, action: action === "block" ? "block" : "warn" });
    if (Math.max(own.added.length, own.trusted.length) > MOST_NAMES) return { ok: false, reason: "full" };
    return { ...(await changed({ ...(await chosen()), own })), name: read.name };
  });
}

/**
 * @param {{list: string, name: string}} wish
 * @returns {Promise<Answers["remove-name"]>}
 */
export function removeName({ list, name }) {
  return turn(async () => {
    const refused = await refusalOf(["own"]);
    if (refused) return refused;
    const before = await ownNames();
    const after = without(before, name);
    const own = list === "trusted" ? { ...before, trusted: after.trusted } : { ...before, added: after.added };
    return changed({ ...(await chosen()), own });
  });
}

/**
 * @returns {Promise<Answers["export-settings"]>}
 */
export async function exportSettings() {
  return { ok: true, text: writeFile(await chosen()) };
}

/**
 * Put the settings of a file in place of those chosen here. What a policy locks is left out.
 * @param {{text: unknown}} wish
 * @returns {Promise<Answers["import-settings"]>}
 */
export function importSettings({ text }) {
  return turn(async () => {
    const refused = await refusal();
    if (refused) return refused;
    const file = readFile(text);
    if (!file.ok) return file;
    const { lockedSettings } = await policy();
    const free = Object.entries(file.chosen).filter(([field]) => !(field in lockedSettings));
    const dropped = file.dropped + Object.keys(file.chosen).length - free.length;
    return { ...(await changed(Object.fromEntries(free))), dropped };
  });
}

/**
 * @param {{pin: unknown}} wish
 * @returns {Promise<Answers["set-pin"]>}
 */
export function changePin({ pin }) {
  return turn(async () => {
    const refused = await refusal();
    if (refused) return refused;
    if (!isPin(pin)) return { ok: false, reason: "bad-pin" };
    await setPin(pin);
    return { ok: true, state: await state() };
  });
}

/**
 * @returns {Promise<Answers["remove-pin"]>}
 */
export function dropPin() {
  return turn(async () => {
    const refused = await refusal();
    if (refused) return refused;
    await removePin();
    return { ok: true, state: await state() };
  });
}

/**
 * @param {Field[]} fields
 * @returns {Promise<PinNeeded | Locked | null>}
 */
async function refusalOf(fields) {
  const { lockedSettings } = await policy();
  if (fields.some((field) => field in lockedSettings)) return { ok: false, reason: "locked" };
  return refusal();
}

/**
 * @param {Chosen} choice
 * @returns {Promise<Changed>}
 */
async function changed(choice) {
  await choose(choice);
  await tidy(); // a diary that was switched off is erased
  await protect();
  return { ok: true, state: await state() };
}

/** @returns {Promise<Own>} */
async function ownNames() {
  return (await chosen()).own ?? { added: [], trusted: [] };
}

/**
 * @param {Own} own
 * @param {string} name
 * @returns {Own}
 */
function without({ added, trusted }, name) {
  return { added: added.filter((each) => each.name !== name), trusted: trusted.filter((each) => each !== name) };
}
