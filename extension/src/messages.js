/**
 * Every message that a page may send to the worker, with its answer, and both ends of the line.
 *
 * @typedef {import("./health.js").Health} Health
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./settings.js").Field} Field
 * @typedef {import("./problems.js").Problem} Problem
 * @typedef {import("./diary.js").DiaryRow} DiaryRow
 * @typedef {import("./reports.js").Report} Report
 * @typedef {import("./reports.js").WaitingReport} WaitingReport
 * @typedef {{id: number, host: string, tabId: number, until: number}} Pass
 *   `host` is the listed name; `until` is in milliseconds since 1970
 *
 * @typedef {{ok: false, reason: "pin-needed"}} PinNeeded  a PIN is set, and nothing was unlocked
 * @typedef {{ok: false, reason: "pin-wrong", retryAt: number}} PinWrong  the next try counts from `retryAt` on (ms)
 * @typedef {{ok: false, reason: "pin-wait", retryAt: number}} PinWait  too early: this try was not even looked at
 * @typedef {PinNeeded | PinWrong | PinWait} PinRefusal
 * @typedef {"not-the-warning" | "not-listed" | "bad-minutes" | "no-passes" | "failed"} Refusal
 *   no-passes: this category or name is blocked, or the policy grants none
 * @typedef {{ok: true, until: number} | {ok: false, reason: Refusal} | PinRefusal} Granted
 *
 * @typedef {object} SettingsState
 * @property {Settings} settings  in force
 * @property {Field[]} locked  by the policy: these cannot be changed here
 * @property {{managed: boolean, noPass: boolean, names: number}} policy  `names`: how many it adds
 * @property {{set: boolean, unlockedUntil: number | null}} pin  `unlockedUntil` in milliseconds since 1970
 *
 * @typedef {{ok: true, state: SettingsState}} Changed
 * @typedef {{ok: false, reason: "locked"}} Locked  a policy holds it
 * @typedef {{ok: false, reason: "malformed"}} Malformed  it cannot be read as that setting
 * @typedef {{ok: false, reason: import("./own-names.js").NameRefusal | "full"}} NameRefused
 * @typedef {{ok: false, reason: import("./settings-file.js").FileRefusal}} FileRefused
 * @typedef {{ok: false, reason: "bad-pin"}} BadPin  a PIN is four to eight digits
 *
 * @typedef {object} Answers  what the worker answers, by the type of the message
 * @property {Granted} grant-pass
 * @property {Health} check-now
 * @property {Pass[]} passes
 * @property {Pass[]} end-pass  the passes that are left
 * @property {SettingsState} settings
 * @property {Changed | Locked | Malformed | PinNeeded} change-settings
 * @property {(Changed & {name: string}) | NameRefused | Locked | PinNeeded} add-name  `name`: as it was understood
 * @property {Changed | Locked | PinNeeded} remove-name
 * @property {{ok: true, text: string}} export-settings
 * @property {(Changed & {dropped: number}) | FileRefused | PinNeeded} import-settings
 *   `dropped`: how many entries could not be read, or are locked, and were left out
 * @property {{ok: true, until: number} | PinRefusal} unlock  pin-needed: what was typed cannot be a PIN, and is no try
 * @property {{ok: true}} lock
 * @property {Changed | BadPin | PinNeeded} set-pin  what it sets is unlocked at once
 * @property {Changed | PinNeeded} remove-pin
 * @property {{noted: boolean}} warning-shown
 * @property {DiaryRow[]} diary
 * @property {{ok: true} | PinNeeded} erase-diary
 * @property {Problem[]} problems
 * @property {Problem[]} dismiss-problem
 * @property {import("./reports.js").Sent} send-report
 * @property {WaitingReport[]} waiting-reports
 * @property {import("./reports.js").Sent} send-waiting
 * @property {WaitingReport[]} delete-report  those that are left
 *
 * @typedef {{type: "grant-pass", host: string, minutes: number, pin?: string}} GrantPass  minutes: 5, 15 or 60
 * @typedef {{type: "check-now"}} CheckNow
 * @typedef {{type: "passes"}} ListPasses
 * @typedef {{type: "end-pass", id: number}} EndPass
 * @typedef {{type: "settings"}} ReadSettings
 * @typedef {{type: "change-settings", changes: Omit<import("./settings.js").Chosen, "own">}} ChangeSettings
 * @typedef {{type: "add-name", list: "added", text: string, action: "warn" | "block"}
 *   | {type: "add-name", list: "trusted", text: string}} AddName  a name stands in one of the two lists
 * @typedef {{type: "remove-name", list: "added" | "trusted", name: string}} RemoveName
 * @typedef {{type: "export-settings"}} ExportSettings
 * @typedef {{type: "import-settings", text: string}} ImportSettings
 * @typedef {{type: "unlock", pin: string}} Unlock
 * @typedef {{type: "lock"}} Lock
 * @typedef {{type: "set-pin", pin: string}} SetPin
 * @typedef {{type: "remove-pin"}} RemovePin
 * @typedef {{type: "warning-shown", host: string}} WarningShown
 * @typedef {{type: "diary"}} ReadDiary
 * @typedef {{type: "erase-diary"}} EraseDiary
 * @typedef {{type: "problems"}} ListProblems
 * @typedef {{type: "dismiss-problem", kind: Problem["kind"]}} DismissProblem
 * @typedef {{type: "send-report", report: Report}} SendReport
 * @typedef {{type: "waiting-reports"}} ListReports
 * @typedef {{type: "send-waiting", id: number}} SendWaiting
 * @typedef {{type: "delete-report", id: number}} DeleteReport
 * @typedef {GrantPass | CheckNow | ListPasses | EndPass | ReadSettings | ChangeSettings | AddName | RemoveName
 *   | ExportSettings | ImportSettings | Unlock | Lock | SetPin | RemovePin | WarningShown | ReadDiary | EraseDiary
 *   | ListProblems | DismissProblem | SendReport | ListReports | SendWaiting | DeleteReport} Message
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
 * The worker's one listener: it hands a message to its handler. Only this extension's own pages are answered, and not
 * inside a frame: a web page may frame the warning, and borrow the clicks on it. A message of an unknown type gets no
 * answer.
 * @param {Partial<Handlers>} handlers
 * @returns {(message: unknown, sender: chrome.runtime.MessageSender, answer: (value: unknown) => void) => boolean}
 */
export function dispatcher(handlers) {
  return (message, sender, answer) => {
    const type = typeOf(message);
    if (!isOwnPage(sender) || !Object.hasOwn(handlers, type)) return false;
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
 * @param {chrome.runtime.MessageSender} sender
 * @returns {boolean}
 */
function isOwnPage({ id, url, frameId = 0 }) {
  return id === chrome.runtime.id && frameId === 0 && url !== undefined && url.startsWith(chrome.runtime.getURL(""));
}

/**
 * @param {unknown} message
 * @returns {string}
 */
function typeOf(message) {
  if (typeof message !== "object" || message === null || !("type" in message)) return "";
  return typeof message.type === "string" ? message.type : "";
}
