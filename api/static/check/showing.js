/**
 * An answer on the page: one of the templates that the service wrote, with what it speaks of filled in as text.
 *
 * @typedef {import("./answer.js").Answer} Answer
 * @typedef {import("../src/feed/sites-file.js").SitesFile} SitesFile
 * @typedef {import("../src/feed/sites-file.js").Site} Site
 */

const REASONS = 4;

/**
 * Show what one template says, with the reader brought to its heading.
 * @param {string} name  of the template, after `answer-`
 * @param {Record<string, string>} [filled]
 * @returns {HTMLElement} what is shown, until the next answer takes its place
 */
export function show(name, filled = {}) {
  const copy = /** @type {DocumentFragment} */ (template(`answer-${name}`).cloneNode(true));
  const shown = /** @type {HTMLElement} */ (copy.querySelector("section"));
  for (const [key, text] of Object.entries(filled)) fill(shown, key, text);
  part(document, "answer").replaceChildren(shown);
  shown.querySelector("h2")?.focus();
  return shown;
}

/**
 * Add the dossier in short to an answer.
 * @param {HTMLElement} shown
 * @param {string} name  a listed Name
 * @param {SitesFile} file
 * @param {"en" | "fr"} language
 */
export function addShort(shown, name, file, language) {
  const site = file.sites.find(({ names }) => names.some((one) => one.name === name));
  if (!site) return;
  fill(shown, "site", site.name);
  fill(shown, "category", file.categories[site.category]?.[language] ?? "");
  fill(shown, "status", said("status", site.status));
  const reasons = site.signals.slice(0, REASONS).map(({ signal }) => item(file.signals[signal].label[language]));
  shown.querySelector('[data-fill="reasons"]')?.replaceChildren(...reasons);
  const link = /** @type {HTMLAnchorElement} */ (shown.querySelector('[data-fill="dossier"]'));
  link.pathname = `/sites/${site.slug}`;
  part(shown, "inform").hidden = site.stance !== "inform";
  part(shown, "short").hidden = false;
}

/**
 * One of the words that the page has ready.
 * @param {"status" | "why"} kind
 * @param {string} which
 * @returns {string}
 */
export function said(kind, which) {
  const words = template("answer-words");
  const found = words.querySelector(`[data-${kind}="${which}"]`) ?? words.querySelector(`[data-${kind}="other"]`);
  return found?.textContent ?? "";
}

/**
 * @param {ParentNode} within
 * @param {string} name
 * @returns {HTMLElement}
 */
export function part(within, name) {
  return /** @type {HTMLElement} */ (within.querySelector(`[data-part="${name}"]`));
}

/**
 * @param {ParentNode} within
 * @param {string} key
 * @param {string} text
 */
function fill(within, key, text) {
  for (const place of within.querySelectorAll(`[data-fill="${key}"]`)) place.textContent = text;
}

/** @param {string} id */
function template(id) {
  return /** @type {HTMLTemplateElement} */ (document.getElementById(id)).content;
}

/** @param {string} text */
function item(text) {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
}
