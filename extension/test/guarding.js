/** A guard as a test needs it: entries of the list, what was chosen, what a policy says. */

import { readPolicy } from "../src/policy.js";
import { readChosen, whole } from "../src/settings.js";

/** @typedef {import("../src/names.js").ListedName} ListedName */

/** @param {string} name @param {Partial<ListedName>} [more] @returns {ListedName} */
export function entry(name, more = {}) {
  return { name, category: "anonymous-chat", status: "active", stance: "warn", ...more };
}

/**
 * @param {{listed?: ListedName[], settings?: object, policy?: object}} wish
 * @returns {import("../src/guard.js").Guard}
 */
export function guarding({ listed = [], settings = {}, policy = {} }) {
  return {
    listed: new Map(listed.map((each) => [each.name, each])),
    settings: whole(readChosen(settings)),
    policy: readPolicy(policy),
  };
}
