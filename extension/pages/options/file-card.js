/** Taking the settings along, and bringing them in. */

import { ask } from "../../src/messages.js";
import { element } from "../element.js";
import { askUnlocked } from "../pin-dialog.js";

/**
 * @typedef {import("../language.js").Words} Words
 * @typedef {import("./options.js").Tell} Tell
 */

const LARGEST = 1_000_000; // bytes; what is larger is not even read

/** @type {Record<string, string>} */
const REFUSALS = {
  "too-large": "fileTooLarge",
  "not-json": "fileBad",
  "not-settings": "fileBad",
  newer: "fileNewer",
};

/**
 * @param {HTMLElement} place
 * @param {Words} words
 * @param {Tell} tell
 */
export function showFile(place, words, tell) {
  const { say } = words;
  const save = element("button", { type: "button", class: "button button--quiet" }, say("fileSave"));
  save.addEventListener("click", async () => offer((await ask({ type: "export-settings" })).text));
  const file = element("input", { type: "file", accept: "application/json,.json" });
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen) await read(chosen, words, tell);
    file.value = ""; // the same file may be chosen again
  });
  const bring = element("label", { class: "field" }, element("span", {}, say("fileRead")), file);
  place.replaceChildren(element("p", {}, say("fileText")), save, bring);
}

/**
 * @param {string} text
 */
function offer(text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: url, download: "vigie-settings.json" }).click();
  URL.revokeObjectURL(url);
}

/**
 * @param {File} file
 * @param {Words} words
 * @param {Tell} tell
 */
async function read(file, words, tell) {
  if (file.size > LARGEST) return tell(words.say("fileTooLarge"));
  const answer = await askUnlocked({ type: "import-settings", text: await file.text() }, words);
  if (!answer.ok) return tell(words.say(REFUSALS[answer.reason] ?? ""));
  sessionStorage.setItem("said", words.say("fileDone", String(answer.dropped)));
  location.reload(); // any card may have changed, and the language with it
}
