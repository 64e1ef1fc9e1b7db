/**
 * What keeps Vigie from protecting as it should. Each is said once: what was dismissed stays so until it is over, and
 * is said again when it comes back.
 *
 * @typedef {"private-windows" | "host-access" | "out-of-date" | "storage"} ProblemKind
 * @typedef {{kind: ProblemKind, since: string | null, dismissed: boolean}} Problem
 *   since: when it was first seen (ISO 8601); null when that cannot be kept
 * @typedef {Partial<Record<ProblemKind, {since: string, dismissed: boolean}>>} Seen
 */

import { health } from "./health.js";
import { isWithheld } from "./host-access.js";
import { isObject } from "./settings.js";
import { local } from "./storage.js";
import { inTurn } from "./turns.js";

const turn = inTurn();

/**
 * The problems that there are now. Storage that fails is one of them, and hides none of the others.
 * @returns {Promise<Problem[]>}
 */
export function problems() {
  return turn(() => looked());
}

/**
 * @param {ProblemKind} kind
 * @returns {Promise<Problem[]>}
 */
export function dismiss(kind) {
  return turn(() => looked(kind));
}

/**
 * @param {ProblemKind} [dismissed]
 * @returns {Promise<Problem[]>}
 */
async function looked(dismissed) {
  const browser = await ofTheBrowser();
  try {
    const kinds = [...browser, ...(await ofTheList())];
    const before = /** @type {Seen} */ (await local.read("problems", {}, isObject));
    const now = new Date().toISOString();
    const seen = kinds.map((kind) => {
      const { since, dismissed: was } = before[kind] ?? {};
      return { kind, since: typeof since === "string" ? since : now, dismissed: was === true || kind === dismissed };
    });
    await local.write({ problems: Object.fromEntries(seen.map(({ kind, ...rest }) => [kind, rest])) });
    return seen;
  } catch {
    const kinds = [...browser, /** @type {const} */ ("storage")];
    return kinds.map((kind) => ({ kind, since: null, dismissed: false }));
  }
}

/** @returns {Promise<ProblemKind[]>} */
async function ofTheBrowser() {
  const [inPrivate, withheld] = await Promise.all([chrome.extension.isAllowedIncognitoAccess(), isWithheld()]);
  return [...when(withheld, "host-access"), ...when(!inPrivate, "private-windows")];
}

/** @returns {Promise<ProblemKind[]>} */
async function ofTheList() {
  const { expired, error } = await health();
  return [...when(error?.kind === "storage", "storage"), ...when(expired, "out-of-date")];
}

/**
 * @param {boolean} is
 * @param {ProblemKind} kind
 * @returns {ProblemKind[]}
 */
function when(is, kind) {
  return is ? [kind] : [];
}
