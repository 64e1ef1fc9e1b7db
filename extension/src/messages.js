/**
 * Every message that a page may send to the worker, with its answer, and both ends of the line.
 *
 * @typedef {import("./health.js").Health} Health
 * @typedef {{id: number, host: string, tabId: number, until: number}} Pass
 *   `host` is the listed name; `until` is in milliseconds since 1970
 * @typedef {"not-the-warning" | "not-listed" | "bad-minutes" | "failed"} Refusal
 * @typedef {{ok: true, until: number} | {ok: false, reason: Refusal}} Granted
 *
 * @typedef {object} Answers  what the worker answers, by the type of the message
 * @property {Granted} grant-pass
 * @property {Health} check-now
 * @property {Pass[]} passes
 * @property {Pass[]} end-pass  the passes that are left
 *
 * @typedef {{type: "grant-pass", host: string, minutes: number}} GrantPass  minutes: 5, 15 or 60
 * @typedef {{type: "check-now"}} CheckNow
 * @typedef {{type: "passes"}} ListPasses
 * @typedef {{type: "end-pass", id: number}} EndPass
 * @typedef {GrantPass | CheckNow | ListPasses | EndPass} Message
 */

/**
 * Who answers what: one handler for each type of message.
 * @typedef {{
 *   [T in keyof Answers]:
 *     (message: Extract<Message, {type: T}>, sender: chrome.runtime.MessageSender) => Promise<Answers[T]>
 * }} Handlers
 */

/**
 * Send one message to the worker and wait for its answer. Rejects when the worker does not answer.
 * @template {Message} M
 * @param {M} message
 * @returns {Promise<Answers[M["type"]]>}
 */
export async function ask(message) {
  const answer = await chrome.runtime.sendMessage(message);
  if (answer === undefined) throw new Error(`The worker did not answer ${message.type}.`);
  return answer;
}

/**
 * The worker's one listener: it hands a message to its handler. Only this extension's own pages are answered; a
 * message of an unknown type gets no answer.
 * @param {Handlers} handlers
 * @returns {(message: unknown, sender: chrome.runtime.MessageSender, answer: (value: unknown) => void) => boolean}
 */
export function dispatcher(handlers) {
  return (message, sender, answer) => {
    const type = typeOf(message);
    if (sender.id !== chrome.runtime.id || !Object.hasOwn(handlers, type)) return false;
    const handle = /** @type {(message: unknown, sender: unknown) => Promise<unknown>} */ (
      handlers[/** @type {keyof Answers} */ (type)]
    );
    handle(message, sender).then(answer, (reason) => {
      console.error(`vigie: ${type} failed`, reason);
      answer(undefined);
    });
    return true; // the answer comes later; a returned promise would work in one of the two browsers only
  };
}

/**
 * @param {unknown} message
 * @returns {string}
 */
function typeOf(message) {
  if (typeof message !== "object" || message === null || !("type" in message)) return "";
  return typeof message.type === "string" ? message.type : "";
}
