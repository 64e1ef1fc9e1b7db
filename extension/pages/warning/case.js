/** Puts what is known of one listed Site into the places that the page keeps for it. */

import { byId, element } from "../element.js";
import { feedState } from "../feed-state.js";
import { eventItems, reasonItems, sourceItems } from "./dossier.js";
import { showHelp } from "./help-card.js";
import { lineage } from "./lineage.js";
import { lineagePicture } from "./lineage-picture.js";
import { replyItems } from "./replies.js";
import { reportPage } from "../report/prefilled.js";
import { wording } from "./wording.js";

/**
 * @typedef {import("../../src/dossiers.js").Description} Description
 * @typedef {import("../../src/settings.js").Settings} Settings
 * @typedef {import("../language.js").Language} Language
 * @typedef {import("../language.js").Say} Say
 */

/**
 * @param {Description} described
 * @param {Settings} settings  whom to speak to, and of which country
 * @param {Language} language
 * @param {Say} say
 */
export function showCase(described, settings, language, say) {
  for (const part of document.querySelectorAll("[data-part=warning]")) part.removeAttribute("hidden");
  showWords(wording(described, settings.reader, language, say), say);
  fill("events", eventItems(described, language, say));
  fill("sources", sourceItems(described, language, say));
  fill("replies", replyItems(described, language));
  const { site, name } = described;
  const rows = site ? lineage(site, name) : [];
  fill("lineage", rows.length > 1 ? [lineagePicture(rows, language, say)] : []);
  byId("all").hidden = site === null;
  byId("help").hidden = described.helplines.length === 0;
  showHelp(described.helplines, settings.country, language, say);
  showReportLinks(described);
  const feed = feedState(described.feed, language, say);
  byId("feed").textContent = feed.line;
  byId("feed").dataset.good = String(feed.good);
}

/**
 * @param {import("./wording.js").Wording} words
 * @param {Say} say
 */
function showWords(words, say) {
  const whole = words.name === words.address ? words.address : `${words.name} (${words.address})`;
  document.title = `${whole} – Vigie`;
  document.body.dataset.tone = words.tone;
  const host = element("span", { class: "host" }, words.address);
  fill("name", words.name === words.address ? [words.address] : [words.name, " ", host]);
  fill("names", [words.names]);
  fill("category", [words.category]);
  fill("status", [words.status || say("noDossier")]);
  fill("cautions", words.cautions.map((caution) => element("p", {}, caution)));
  fill("reasons", reasonItems(words.reasons));
  fill("other-reasons", reasonItems(words.otherReasons));
  fill("action", [words.action]);
  const [before, spoken] = words.opener ?? ["", ""];
  fill("opener", [before]);
  fill("spoken", [spoken]);
}

/**
 * A name of the family's own is nobody else's business: there is nothing to report about it.
 * @param {Description} described
 */
function showReportLinks({ by, name }) {
  byId("reports").hidden = by !== "list";
  for (const kind of /** @type {const} */ (["mistake", "risky"])) {
    /** @type {HTMLAnchorElement} */ (byId(kind)).href = reportPage(kind, name);
  }
}

/**
 * Fill a place of the page. With nothing to put there the place disappears, and with it the section (`data-with`) that
 * has no other purpose.
 * @param {string} id
 * @param {(Node | string)[]} children
 */
function fill(id, children) {
  const place = byId(id);
  place.replaceChildren(...children);
  const empty = place.textContent === "";
  const whole = place.closest(`[data-with~="${id}"]`) ?? place;
  whole.toggleAttribute("hidden", empty);
}
