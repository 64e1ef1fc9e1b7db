#!/usr/bin/env node
/** Prints the tables of docs/country.md, and draws its two pictures into the folder that is given. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HOURS, OUTAGE, PLACES, quantile, simulate } from "./country.mjs";
import { PACINGS } from "./pacing.mjs";
import { curves } from "./plot.mjs";

// Bytes as they go over the wire: of the starter Release (27 names), with 300 for the headers of each answer.
const HEADERS = 300;
const CHECK = 469 + 60 + 2 * HEADERS; // the pointer, and "there is no next root"
const DOWNLOAD = 295 + 822 + 230 + 17_950 + 4 * HEADERS; // snapshot, targets, names or a delta, dossiers
const BROWSERS = [1e6, 1e7, 5e7];
const MONTH = 30 * 86_400;

const whole = (number) => Math.round(number).toLocaleString("en").replaceAll(",", " ");
const rate = (number) => (number < 10 ? number.toFixed(1) : whole(number));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const minutes = (hours) => `${Math.round(hours * 60)} min`;
const row = (...cells) => `| ${cells.join(" | ")} |`;

const usual = Object.fromEntries(Object.entries(PACINGS).map(([name, pacing]) => [name, simulate(pacing)]));
const cut = Object.fromEntries(Object.entries(PACINGS).map(([name, pacing]) => [name, simulate(pacing, true)]));
const second = (values) => values.slice(values.length / 2); // the first day is for the numbers to settle

function load() {
  const { checks, downloads } = usual.Vigie;
  const rows = BROWSERS.map((browsers) => {
    const requests = second(checks).map((value, i) => (2 * value + 4 * second(downloads)[i]) * browsers);
    const bytes = (mean(second(checks)) * CHECK + mean(second(downloads)) * DOWNLOAD) * browsers * MONTH;
    const peak = Math.max(...requests);
    // A place asks the origin for the pointer and the next root once in 300 s, and for each new file once.
    const modelled = (PLACES * 2) / 300;
    return row(
      whole(browsers / 1e6),
      rate(mean(requests)),
      rate(peak),
      rate(peak * 0.1),
      rate(peak * 0.01),
      rate(modelled),
      `${(bytes / 1e12).toFixed(1)} TB`,
    );
  });
  const head = ["million browsers", "requests/s, mean", "peak", "origin at 90 % hits", "at 99 %", "a hundred places", "a month"];
  return [row(...head), row(...head.map(() => "---:")), ...rows].join("\n");
}

function pacings() {
  const rows = Object.keys(PACINGS).map((name) => {
    const { checks, waits } = usual[name];
    const after = [OUTAGE[1] * 60, HOURS * 60];
    const herd = Math.max(...cut[name].checks.slice(...after)) / Math.max(...checks.slice(...after));
    const { recovered } = cut[name];
    return row(
      name,
      rate(mean(second(checks)) * 1e7),
      minutes(quantile(waits, 0.5)),
      minutes(quantile(waits, 0.99)),
      herd.toFixed(2),
      minutes(quantile(recovered, 0.5)),
      minutes(quantile(recovered, 0.99)),
    );
  });
  const head = ["pacing", "checks/s", "to protection, median", "p99", "peak after the outage / usual", "answered again, median", "p99"];
  return [row(...head), row("---", ...head.slice(1).map(() => "---:")), ...rows].join("\n");
}

async function draw(folder) {
  const quarters = (values) => Array.from({ length: HOURS * 4 }, (_, i) => mean(values.slice(i * 15, i * 15 + 15)));
  const day = (values) => quarters(values).slice(24 * 4).map((value, i) => [i / 4, value * 1e7]);
  const load = curves({
    title: "Checks a second of 10 million browsers through a day, with an hour without answers",
    across: { label: "hour", ticks: [0, 4, 8, 12, 16, 20, 24] },
    upwards: { label: "checks/s" },
    series: { "every day": day(usual.Vigie.checks), "no answers from 18 to 19 h": day(cut.Vigie.checks) },
  });
  const shares = (waits) => Array.from({ length: 181 }, (_, minute) => [minute, share(waits, minute / 60)]);
  const protection = curves({
    title: "Share of open browsers that are protected, by minutes after a Release",
    across: { label: "minutes that the browser was open", ticks: [0, 30, 60, 90, 120, 150, 180] },
    upwards: { label: "%" },
    series: Object.fromEntries(Object.entries(usual).map(([name, { waits }]) => [name, shares(waits)])),
  });
  await writeFile(join(folder, "country-load.svg"), load);
  await writeFile(join(folder, "country-protection.svg"), protection);
}

function share(waits, hours) {
  return (100 * waits.filter((wait) => wait <= hours).length) / waits.length;
}

console.log(`${load()}\n\n${pacings()}`);
if (process.argv[2]) await draw(process.argv[2]);
