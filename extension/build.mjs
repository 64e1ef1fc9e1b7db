#!/usr/bin/env node
/**
 * Write `dist/chrome` and `dist/firefox`: the worker and each page with one script and one style sheet (see fold.mjs), a
 * manifest, the pinned root and the starter feed. The starter feed is read with the extension's own client, so one that
 * it would refuse is refused here.
 */

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { fold } from "./fold.mjs";
import { reportsBeside } from "./src/addresses.js";
import { FeedError } from "./src/feed/feed-error.js";
import { download, refresh } from "./src/feed/tuf.js";

const HELP = `usage: node build.mjs --root ROOT --starter FOLDER --feed-url URL [--report-url URL] [--out FOLDER]

  --root ROOT       the root.json to pin
  --starter FOLDER  a published feed: its current release is packed as the starter feed
  --feed-url URL    where the extension asks for the feed, e.g. https://vigie.example/feed/
  --report-url URL  where a family's reports go (default: api/v1/reports, beside the feed's folder)
  --out FOLDER      where chrome/ and firefox/ are written (default: dist, beside this file)`;

const HERE = import.meta.dirname;
const WORKER = "src/background.js";
const AS_THEY_ARE = ["_locales", "icons"];
/** What else each browser's folder holds: the form of a policy is Chrome's alone. */
const BROWSERS = { chrome: ["managed_schema.json"], firefox: [] };
const FILES = ["names", "sites", "helplines"];

/** A reason to stop that says all there is to say. */
class CannotBuild extends Error {}

/**
 * @typedef {{root: string, starter: string, feedUrl: URL, reportUrl: URL, out: string}} Wishes
 */

/**
 * @param {string[]} args
 * @returns {Wishes | null} null when help was asked for
 */
function readArguments(args) {
  const text = /** @type {const} */ ({ type: "string" });
  const options = {
    root: text,
    starter: text,
    "feed-url": text,
    "report-url": text,
    out: text,
    help: { type: /** @type {const} */ ("boolean") },
  };
  const { values } = parseArgs({ args, options });
  if (values.help) return null;
  const { root, starter, "feed-url": address = "", out = join(HERE, "dist") } = values;
  if (!root || !starter || !address) throw new CannotBuild("--root, --starter and --feed-url are needed; see --help.");
  if (!URL.canParse(address) || !/^https?:\/\/.*\/$/.test(address)) {
    throw new CannotBuild(`The feed's address must begin with http(s):// and end with "/", and ${address} does not.`);
  }
  const { "report-url": reports = reportsBeside(address) } = values;
  if (!URL.canParse(reports) || !/^https?:\/\//.test(reports)) {
    throw new CannotBuild(`The address for reports must begin with http(s)://, and ${reports} does not.`);
  }
  return { root, starter, feedUrl: new URL(address), reportUrl: new URL(reports), out: resolve(out) };
}

/**
 * @param {string} path
 * @param {string} what
 * @returns {Promise<Buffer>}
 */
async function readNeeded(path, what) {
  try {
    return await readFile(path);
  } catch {
    throw new CannotBuild(`The ${what} cannot be read at ${path}.`);
  }
}

/**
 * The files of the starter feed's current release: those that the client asks for from this root.
 * @param {Uint8Array} root
 * @param {string} folder
 * @returns {Promise<Map<string, Uint8Array>>} by path
 */
async function readStarter(root, folder) {
  /** @type {Map<string, Uint8Array>} */
  const asked = new Map();
  /** @type {import("./src/feed/tuf.js").Fetch} */
  const fetch = async (path) => {
    const bytes = await readFile(join(folder, path)).catch(() => {
      throw new FeedError("missing", `${path} is not there.`);
    });
    asked.set(path, bytes);
    return bytes;
  };
  /** @type {import("./src/feed/tuf.js").Store} */
  const store = { read: async (role) => (role === "root" ? root : null), write: async () => {} };
  const trusted = await refresh({ store, fetch, now: new Date(0) });
  for (const file of FILES) await download(trusted, file, (path) => fetch(`targets/${path}`, Infinity));
  return asked;
}

/**
 * @param {string} browser
 * @param {Wishes} wishes
 * @returns {Promise<string>}
 */
async function manifestFor(browser, { feedUrl, reportUrl }) {
  const [base, own, { version }] = await Promise.all(
    ["manifest.base.json", `manifest.${browser}.json`, "package.json"].map(async (name) =>
      JSON.parse(await readFile(join(HERE, name), "utf-8")),
    ),
  );
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    // 'self' holds the starter feed. https: is for the feed that a policy names; addresses.js is all that is asked.
    `connect-src ${[...new Set(["'self'", feedUrl.origin, reportUrl.origin])].join(" ")} https:`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  const manifest = { ...base, ...own, version, content_security_policy: { extension_pages: policy.join("; ") } };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * @param {string} path
 * @param {string | Uint8Array} content
 */
async function write(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/**
 * The worker's script, and each page with its script and its styles, which bear its name.
 * @returns {Promise<[string, string][]>} path and content
 */
async function foldParts() {
  const pages = (await readdir(join(HERE, "pages"), { recursive: true })).filter((path) => path.endsWith(".html"));
  const paths = pages.flatMap((page) => ["html", "js", "css"].map((kind) => `pages/${page.replace(/html$/, kind)}`));
  return Promise.all([WORKER, ...paths].map(async (path) => [path, await fold(HERE, path)]));
}

/** @param {Wishes} wishes */
async function build(wishes) {
  const { root, starter, feedUrl, reportUrl, out } = wishes;
  const pinned = await readNeeded(root, "root");
  const feed = await readStarter(pinned, starter).catch((reason) => {
    throw reason instanceof FeedError
      ? new CannotBuild(`${starter} is no feed under ${root}: ${reason.message}`)
      : reason;
  });
  const parts = await foldParts();
  const addresses = `${JSON.stringify({ feedUrl: feedUrl.href, reportUrl: reportUrl.href })}\n`;
  for (const [browser, own] of Object.entries(BROWSERS)) {
    const folder = join(out, browser);
    await rm(folder, { recursive: true, force: true });
    for (const part of [...AS_THEY_ARE, ...own]) await cp(join(HERE, part), join(folder, part), { recursive: true });
    for (const [path, content] of parts) await write(join(folder, path), content);
    await write(join(folder, "manifest.json"), await manifestFor(browser, wishes));
    await write(join(folder, "data/root.json"), pinned);
    await write(join(folder, "data/build.json"), addresses);
    for (const [path, bytes] of feed) await write(join(folder, "data/feed", path), bytes);
    console.log(folder);
  }
}

try {
  const wishes = readArguments(process.argv.slice(2));
  if (wishes) await build(wishes);
  else console.log(HELP);
} catch (reason) {
  const isAnOption = reason instanceof Error && "code" in reason && String(reason.code).startsWith("ERR_PARSE_ARGS");
  if (!(reason instanceof CannotBuild) && !isAnOption) throw reason;
  console.error(reason.message);
  process.exitCode = 1;
}
