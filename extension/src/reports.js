/**
 * Reports of a family to the service.
 *
 * @typedef {{name: string, kind: "risky" | "mistake", words?: string}} Report  words: 1000 characters at most
 * @typedef {{id: number, report: Report, since: string}} WaitingReport  since: ISO 8601
 * @typedef {{ok: true}
 *   | {ok: false, reason: "waiting", waiting: WaitingReport[]}
 *   | {ok: false, reason: "offline" | "malformed"}
 *   | {ok: false, reason: "refused", detail: string}} Sent
 *   waiting: it could not be sent, and is kept. offline: nor could it be kept. refused: `detail` is the service's sentence
 */
export {};
