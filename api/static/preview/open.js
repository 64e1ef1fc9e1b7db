/**
 * Opens the extension's warning on what the feed would say: fills the storage that the page reads as the extension does
 * after a check of the feed, and then lets the page's own script run.
 */

import { browser } from "./browser.js";

const EXTENSION = "/preview/extension";
const said = /** @type {HTMLElement} */ (document.getElementById("preview-said"));
const shown = new URLSearchParams(location.search);

/** @param {string} text  in base 64 */
function bytes(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** @param {string} language */
async function messages(language) {
  const { sayer } = await import(`${EXTENSION}/src/words.js`);
  const file = await fetch(`${EXTENSION}/_locales/${language}/messages.json`);
  return sayer(await file.json());
}

async function fill() {
  const answer = await fetch(new URL("trial", location.href), { headers: { accept: "application/json" } });
  const trial = await answer.json();
  if (!answer.ok) throw new Error(trial.detail);
  const { keep } = await import(`${EXTENSION}/src/release.js`);
  const { recordSuccess } = await import(`${EXTENSION}/src/health.js`);
  const { choose } = await import(`${EXTENSION}/src/choices.js`);
  const { serial, released } = trial;
  const files = { names: bytes(trial.names), sites: bytes(trial.sites), helplines: bytes(trial.helplines) };
  const digests = { names: "trial", sites: "trial", helplines: "trial" };
  await keep({ serial, released, digests }, files);
  await recordSuccess(new Date(), new Date(Date.now() + 86_400_000));
  await choose({ reader: shown.get("reader"), language: shown.get("language") });
}

/** What the page offers beyond itself leads nowhere in a preview. */
function stayHere() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || link.closest(".preview-bar") || !link.href.startsWith(location.origin + EXTENSION)) return;
    event.preventDefault();
    said.scrollIntoView();
  });
}

function offerPhone() {
  const button = /** @type {HTMLElement} */ (document.getElementById("preview-phone"));
  button.hidden = innerWidth < 500;
  button.addEventListener("click", () => open(location.href, "_blank", "popup,width=390,height=844"));
}

try {
  const language = shown.get("language") ?? "en";
  Object.assign(globalThis, { chrome: browser(EXTENSION, await messages(language)) });
  await fill();
  stayHere();
  offerPhone();
  await import(`${EXTENSION}/pages/warning/warning.js`);
} catch (reason) {
  said.textContent = reason instanceof Error ? reason.message : String(reason);
}
