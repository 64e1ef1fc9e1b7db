/**
 * What was chosen on this device, and the settings that follow from it.
 *
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./settings.js").Chosen} Chosen
 * @typedef {import("./messages.js").SettingsState} SettingsState
 */

import { isSet, unlockedUntil } from "./pin.js";
import { policy } from "./policy.js";
import { FIELDS, readChosen, VERSION, whole } from "./settings.js";
import { local } from "./storage.js";

/**
 * @returns {Promise<Chosen>}
 */
export async function chosen() {
  return readChosen(await local.read("settings", {}));
}

/**
 * @param {Chosen} choice  in place of the one before it
 * @returns {Promise<void>}
 */
export async function choose(choice) {
  await local.write({ settings: { ...choice, version: VERSION } });
}

/**
 * The settings in force. Rejects with a `FeedError` "storage" when the browser cannot read: not to know what a family
 * chose is not the same as the defaults.
 * @returns {Promise<Settings>}
 */
export async function settings() {
  const [choice, { presets, lockedSettings }] = await Promise.all([chosen(), policy()]);
  return whole(presets, choice, lockedSettings);
}

/**
 * The settings in force, and what stands in the way of changing them.
 * @returns {Promise<SettingsState>}
 */
export async function state() {
  const [inForce, { managed, noPass, extraNames, lockedSettings }] = await Promise.all([settings(), policy()]);
  return {
    settings: inForce,
    locked: FIELDS.filter((field) => field in lockedSettings),
    policy: { managed, noPass, names: extraNames.length },
    pin: { set: await isSet(), unlockedUntil: await unlockedUntil() },
  };
}
