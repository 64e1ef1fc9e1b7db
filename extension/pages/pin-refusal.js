/** What to say when a PIN stands in the way. Pure but for the clock. */

import { stretch } from "./clock.js";

/**
 * @param {import("../src/messages.js").PinRefusal} refusal
 * @param {import("./language.js").Words} words
 * @param {number} [now]  milliseconds since 1970
 * @returns {string}
 */
export function pinRefusal(refusal, { language, say }, now = Date.now()) {
  if (refusal.reason === "pin-needed") return say("pinNeeded");
  const wait = refusal.retryAt > now ? say("pinWait", stretch(refusal.retryAt, now, language)) : "";
  return [refusal.reason === "pin-wrong" ? say("pinWrong") : "", wait].filter(Boolean).join(" ");
}
