/**
 * The check box: what is typed is looked up in this page. A browser that cannot do so says why, and asks before the
 * address is sent.
 */

import { part, said, show, addShort } from "./showing.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-check]"));
const box = /** @type {HTMLInputElement} */ (form.elements.namedItem("address"));
const language = /** @type {"en" | "fr"} */ (form.dataset.check);

/** @type {Promise<import("./list.js").List> | null} */
let list = null;
let asked = 0;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void look(box.value, ++asked);
});
// What a browser needs to look is brought when somebody means to, and while they type: whatever they will type.
box.addEventListener("focus", () => void ready().catch(() => {}), { once: true });
for (const note of form.querySelectorAll("[data-script]")) {
  /** @type {HTMLElement} */ (note).hidden = /** @type {HTMLElement} */ (note).dataset.script === "without";
}

/**
 * @param {string} text
 * @param {number} turn  an answer that comes after the next question is not shown
 */
async function look(text, turn) {
  const progress = part(document, "progress");
  progress.textContent = progress.dataset.looking ?? "";
  try {
    const { read, answer, brought } = await ready();
    const address = read(text);
    if ("refusal" in address) return void (turn === asked && show(`no_${address.refusal}`));
    const { listed, removed, sites } = await brought;
    if (turn !== asked) return;
    const { verdict, host, names } = answer(address.host, listed, removed);
    const shown = show(verdict, { host, names: names.join(", ") });
    const file = await sites;
    if (file && ["listed", "shut"].includes(verdict)) addShort(shown, names[0], file, language);
  } catch (reason) {
    if (turn === asked) offerToSend(reason);
  } finally {
    if (turn === asked) progress.textContent = "";
  }
}

/** The parts that look, and the list, which is on its way. */
async function ready() {
  const [{ read }, { answer }, { bring }] = await Promise.all([
    import("./address.js"),
    import("./answer.js"),
    import("./list.js"),
  ]);
  const brought = (list ??= bring());
  brought.catch(() => (list = null)); // another try asks again
  return { read, answer, brought };
}

/** @param {unknown} reason */
function offerToSend(reason) {
  const kind = reason instanceof Error && "kind" in reason ? String(reason.kind) : "old";
  const shown = show("failed");
  const why = /** @type {HTMLElement} */ (shown.querySelector('[data-fill="why"]'));
  why.textContent = said("why", kind);
  part(shown, "send").addEventListener("click", () => form.submit());
}
