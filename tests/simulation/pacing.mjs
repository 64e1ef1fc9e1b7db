/**
 * When a browser asks next: minutes, from how often it failed in a row and a lot from 0 to 1. Ours is the extension's own.
 *
 * Safe Browsing: the back-off that its clients must keep, MIN(2^(N-1) * 15 minutes * (RAND + 1), 24 hours), and half an
 * hour between updates (https://developers.google.com/safe-browsing/v4/request-frequency gives the formula and leaves
 * the interval to the server; half an hour is an assumption). Remote Settings: six hours, as Firefox ships it
 * (services/settings/servicesSettings.manifest: "default 6H, max 24H"), without the push messages that come on top.
 */

import { minutesToNext } from "../../extension/src/schedule.js";

export const PACINGS = {
  Vigie: minutesToNext,
  "Safe Browsing": (failures, lot) => (failures ? Math.min(2 ** (failures - 1) * 15 * (1 + lot), 1440) : 30),
  "Remote Settings": () => 360,
};
