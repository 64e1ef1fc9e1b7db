/** A small Release: Coco and its two names, as the three files say it. */

import { writeNames } from "./encoder.js";

/** @param {unknown} value */
function json(value) {
  return new TextEncoder().encode(JSON.stringify(value));
}

const SEIZURE = "le-monde-2024-06-25";

export const SITES = {
  format: "vigie-sites/1",
  licence: "CC-BY-4.0",
  categories: { "anonymous-chat": { en: "Anonymous chat", fr: "Tchat anonyme" } },
  signals: {
    "no-age-check": {
      label: { en: "No age check", fr: "Aucun contrôle de l’âge" },
      sentence: { en: "Anyone can join, whatever their age.", fr: "On y entre à tout âge, sans contrôle." },
    },
  },
  evidence: {
    [SEIZURE]: {
      publisher: "Le Monde",
      title: "Le site de rencontres Coco fermé",
      date: "2024-06-25",
      language: "fr",
      url: "https://www.lemonde.fr/",
    },
    other: { publisher: "Other", title: "About another site", date: null, language: "en", url: null },
  },
  sites: [
    {
      slug: "coco",
      name: "Coco",
      also_known_as: ["Cocoland"],
      category: "anonymous-chat",
      status: "closed_by_authority",
      status_as_of: "2024-06-25",
      stance: "warn",
      names: [
        { name: "coco.fr", status: "unknown", from: null, to: null, evidence: [] },
        { name: "coco.gg", status: "closed_by_authority", from: null, to: "2024-06-25", evidence: [SEIZURE] },
      ],
      links: [{ old: "coco.fr", new: "coco.gg", kind: "renamed_to", date: null, evidence: [SEIZURE] }],
      signals: [{ signal: "no-age-check", date: "2024-06-25", evidence: [SEIZURE] }],
      events: [
        {
          kind: "seized",
          date: "2024-06-25",
          text: { en: "Closed by French justice.", fr: "Fermé par la justice française." },
          evidence: [SEIZURE],
        },
      ],
      replies: [{ name: "coco.gg", date: "2026-11-22", language: "fr", text: "Nous demandons l’âge." }],
    },
  ],
};

export const HELPLINES = {
  format: "vigie-helplines/1",
  licence: "CC-BY-4.0",
  helplines: [
    {
      country: "FR",
      name: "3018",
      phone: "3018",
      url: "https://e-enfance.org/",
      hours: null,
      for: { en: "Young people and violence online", fr: "Jeunes et violences numériques" },
      free: true,
      text: null,
      source_url: "https://e-enfance.org/",
      source_date: null,
      checked_on: "2026-11-01",
    },
  ],
};

/** @param {string[]} more names, beside Coco's */
export function releaseFiles(...more) {
  const entries = [
    { name: "coco.fr", fact: 6 },
    { name: "coco.gg", fact: 3 },
    ...more.map((name) => ({ name, fact: 1 << 3 })),
  ];
  return { names: writeNames(entries), sites: json(SITES), helplines: json(HELPLINES) };
}
