/**
 * What the warning says: a Description, a reader and a language in, sentences out. Pure.
 *
 * Nothing is added to what the feed knows: a date or a place that is not in it is left out of the sentence.
 *
 * @typedef {import("../../src/dossiers.js").Description} Description
 * @typedef {import("../../src/dossiers.js").DescribedSignal} DescribedSignal
 * @typedef {import("../../src/settings.js").Reader} Reader
 * @typedef {import("../language.js").Language} Language
 * @typedef {import("../language.js").Say} Say
 *
 * @typedef {{label: string, sentence: string, byline: string}} Reason  `byline`: when it was written, and by whom
 * @typedef {"shut" | "open"} Tone
 *
 * @typedef {object} Wording
 * @property {string} name  of the Site; the hostname when the list has no dossier of it
 * @property {string} address  the listed hostname
 * @property {string} names  "formerly coco.fr"; empty when it has always been called so
 * @property {string} category
 * @property {Tone} tone
 * @property {string} status  one sentence; empty when the list has no dossier
 * @property {string[]} cautions  what to know before anything else: nought to three sentences
 * @property {Reason[]} reasons  the gravest, three at most
 * @property {Reason[]} otherReasons
 * @property {string} action  one thing to do now
 * @property {[string, string] | null} opener  how to begin to talk: an introduction, and the words themselves
 */

import { readable, when } from "../dates.js";
import { pick } from "../language.js";
import { renames } from "./lineage.js";
import { publishers } from "./publishers.js";

const REASONS_FIRST = 3;

const STATUSES = {
  active: "statusActive",
  redirecting: "statusRedirecting",
  closed: "statusClosed",
  closed_by_authority: "statusClosedByAuthority",
  parked: "statusParked",
  unreachable: "statusUnreachable",
  unknown: "statusUnknown",
};

/** The Event that dates the end of a Site, by the status that it led to. */
const ENDINGS = { closed_by_authority: "seized", closed: "closed" };

const PREDATORY = ["blackmail-reported", "grooming-reported"];

/** One thing to do, by what is known and by who reads. */
const ACTIONS = {
  shut: { teen: "actionShutTeen", parent: "actionShutParent" },
  preyed: { teen: "actionPreyedTeen", parent: "actionPreyedParent" },
  talk: { teen: "actionTalkTeen", parent: "actionTalkParent" },
  family: { teen: "actionOwnTeen", parent: "actionOwnParent" },
  policy: { teen: "actionManaged", parent: "actionManaged" },
};

const OPENERS = { teen: ["wordsTeen", "spokenTeen"], parent: ["wordsParent", "spokenParent"] };

/** A name that the list does not have: what it is called here, and who named it. */
const OTHERS = {
  family: { category: "ownCategory", status: "ownStatus" },
  policy: { category: "managedCategory", status: "managedStatus" },
};

/**
 * @param {Description} described
 * @param {Reader} reader
 * @param {Language} language
 * @param {Say} say
 * @returns {Wording}
 */
export function wording(described, reader, language, say) {
  const other = described.by === "list" ? null : OTHERS[described.by];
  const reasons = described.signals.map((signal) => reason(signal, described.evidence, language, say));
  return {
    name: described.site?.name ?? described.name,
    address: described.name,
    names: otherNames(described, say),
    category: other ? say(other.category) : described.categoryText ? pick(described.categoryText, language) : "",
    tone: isShut(described) ? "shut" : "open",
    status: other ? say("sentence", say(other.status)) : status(described, language, say),
    cautions: cautions(described, say),
    reasons: reasons.slice(0, REASONS_FIRST),
    otherReasons: reasons.slice(REASONS_FIRST),
    action: say(ACTIONS[circumstance(described)][reader], described.site?.name ?? described.name),
    opener: other ? null : [say(OPENERS[reader][0]), say(OPENERS[reader][1])],
  };
}

/**
 * @param {Description} described
 * @returns {boolean}
 */
function isShut({ site, status }) {
  return Object.hasOwn(ENDINGS, site?.status ?? status);
}

/**
 * @param {Description} described
 * @param {Say} say
 * @returns {string}
 */
function otherNames({ site, name }, say) {
  if (!site) return "";
  const { formerly, later } = renames(site, name);
  const before = formerly.length > 0 ? say("formerly", formerly.join(", ")) : "";
  const after = later.length > 0 ? say("later", later.filter((one) => !formerly.includes(one)).join(", ")) : "";
  return [before, after].filter(Boolean).join(" · ");
}

/**
 * @param {Description} described
 * @param {Language} language
 * @param {Say} say
 * @returns {string}
 */
function status({ site }, language, say) {
  if (!site) return "";
  const date = statusDate(site);
  return say("sentence", [say(STATUSES[site.status]), date && when(date, language, say)].filter(Boolean).join(" "));
}

/**
 * @param {import("../../src/dossiers.js").Site} site
 * @returns {string | null}
 */
function statusDate(site) {
  if (site.status === "unknown") return null; // not knowing is a matter of today
  const ending = site.events.findLast((event) => event.kind === ENDINGS[/** @type {"closed"} */ (site.status)]);
  return ending?.date ?? site.status_as_of;
}

/**
 * @param {Description} described
 * @param {Say} say
 * @returns {string[]}
 */
function cautions(described, say) {
  const { site, name, stance } = described;
  const said = (site?.links ?? []).filter((link) => link.kind === "reported_successor");
  const own = new Set([name, ...(site?.names ?? []).map((one) => one.name)]);
  return [
    ...(isShut(described) ? [say("cautionShut")] : []),
    ...said.map((link) => {
      const [follows, followed] = [own.has(link.new), own.has(link.old)];
      const called = site?.name ?? "";
      // Within one Site its name would stand on both sides: the newer is called by its address then.
      return say("cautionSuccessor", follows && !followed ? called : link.new, followed ? called : link.old);
    }),
    ...(stance === "inform" ? [say("cautionOld")] : []),
  ];
}

/**
 * @param {DescribedSignal} signal
 * @param {Description["evidence"]} evidence
 * @param {Language} language
 * @param {Say} say
 * @returns {Reason}
 */
function reason(signal, evidence, language, say) {
  const date = signal.date ? readable(signal.date, language) : say("undated");
  return {
    label: pick(signal.label, language),
    sentence: pick(signal.sentence, language),
    byline: [date, publishers(signal.evidence, evidence)].filter(Boolean).join(" · "),
  };
}

/**
 * What the advice depends on.
 * @param {Description} described
 * @returns {keyof typeof ACTIONS}
 */
function circumstance(described) {
  if (described.by !== "list") return described.by;
  if (isShut(described)) return "shut";
  return described.signals.some(({ signal }) => PREDATORY.includes(signal)) ? "preyed" : "talk";
}
