/** The popup: this tab's site, the sites that are open for a while, and how the list is doing. */

import { ask } from "../../src/messages.js";
import { byId } from "../element.js";
import { checkList, showList } from "../list-card.js";
import { opening, ready } from "../opening.js";
import { passItems } from "../pass-items.js";
import { showProblems } from "../problem-cards.js";
import { tellFailures } from "../tell-failures.js";
import { showSite } from "./site.js";

/** @typedef {import("../../src/messages.js").Pass} Pass */

async function start() {
  const { settings, ...words } = await opening();
  tellFailures(byId("trouble"), words.say("popupSilent"));
  byId("diary").hidden = !settings.diary;
  byId("check").addEventListener("click", () => void checkList(words));
  await showList(words);
  const passes = await ask({ type: "passes" });
  showPasses(passes, words);
  await showSite(passes, words);
  await showProblems(byId("problems"), words, { all: false });
}

/**
 * @param {Pass[]} passes
 * @param {import("../language.js").Words} words
 */
function showPasses(passes, words) {
  byId("open").hidden = passes.length === 0;
  byId("passes").replaceChildren(...passItems(passes, words, (left) => showPasses(left, words)));
}

void start().finally(ready);
