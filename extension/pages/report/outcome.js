/** What became of a report, in words. Pure. */

/**
 * @param {import("../../src/reports.js").Sent} answer
 * @param {import("../language.js").Words} words
 * @returns {string}
 */
export function outcome(answer, { say }) {
  if (answer.ok) return say("reportSent");
  if (answer.reason === "refused") return say("reportRefused", answer.detail);
  return say({ waiting: "reportWaits", offline: "reportLost", malformed: "reportBad" }[answer.reason]);
}
