/** A report: what will be sent stands on the page before it is, and goes only when Send is pressed. */

import { addresses } from "../../src/addresses.js";
import { ask } from "../../src/messages.js";
import { bodyOf, MOST_WORDS } from "../../src/reports.js";
import { byId, element } from "../element.js";
import { opening, ready } from "../opening.js";
import { tellFailures } from "../tell-failures.js";
import { outcome } from "./outcome.js";
import { prefilled } from "./prefilled.js";
import { showWaiting } from "./waiting.js";

/**
 * @typedef {import("../../src/reports.js").Report} Report
 * @typedef {import("../language.js").Words} Words
 */

const LABELS = { name: "reportName", kind: "reportKind", words: "reportWords" };
const KINDS = { risky: "kindRisky", mistake: "kindMistake" };

async function start() {
  const words = await opening();
  const { say } = words;
  tellFailures(byId("said"), say("popupSilent"));
  document.title = `${say("reportTitle")} – Vigie`;
  byId("hint").textContent = say("reportHint", new Intl.NumberFormat(words.language).format(MOST_WORDS));
  byId("to").textContent = say("reportPreview", (await addresses()).reportUrl);
  const form = /** @type {HTMLFormElement} */ (byId("report"));
  const { kind, name } = prefilled(location.hash);
  /** @type {HTMLInputElement} */ (byId("name")).value = name;
  /** @type {RadioNodeList} */ (form.elements.namedItem("kind")).value = kind;
  form.addEventListener("input", () => preview(reportIn(form), words));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(form, words);
  });
  preview(reportIn(form), words);
  showWaiting(await ask({ type: "waiting-reports" }), words);
}

/**
 * @param {HTMLFormElement} form
 * @returns {Report}
 */
function reportIn(form) {
  const { name, kind, words } = Object.fromEntries(new FormData(form));
  return { name: String(name), kind: kind === "mistake" ? "mistake" : "risky", words: String(words) };
}

/**
 * Show the fields of what would be sent, read from the very text that would be.
 * @param {Report} report
 * @param {Words} words
 */
function preview(report, { say }) {
  const body = bodyOf(report);
  byId("preview").hidden = body === null;
  /** @type {Report} */
  const sent = body === null ? {} : JSON.parse(body);
  const told = { ...sent, kind: sent.kind && say(KINDS[sent.kind]) };
  const lines = Object.entries(told).flatMap(([field, value]) => [
    element("dt", {}, say(LABELS[/** @type {keyof typeof LABELS} */ (field)])),
    element("dd", {}, value ?? ""),
  ]);
  byId("sent").replaceChildren(...lines);
}

/**
 * @param {HTMLFormElement} form
 * @param {Words} words
 */
async function send(form, words) {
  const button = /** @type {HTMLButtonElement} */ (byId("send"));
  button.disabled = true; // a second click is no second report
  try {
    const answer = await ask({ type: "send-report", report: reportIn(form) });
    byId("said").textContent = outcome(answer, words);
    const isKept = !answer.ok && answer.reason === "waiting";
    if (isKept) showWaiting(answer.waiting, words);
    if (answer.ok || isKept) form.reset();
    preview(reportIn(form), words);
  } finally {
    button.disabled = false;
  }
}

void start().finally(ready);
