#!/usr/bin/env node
/**
 * Lint both builds with web-ext. It judges by Mozilla's rules, so what it must say about Chrome's build is written down
 * here with its reason; anything else that it says fails, and so does a reason that no longer holds.
 */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** @type {Record<string, Record<string, string>>} */
const EXPLAINED = {
  chrome: {
    BACKGROUND_SERVICE_WORKER_NOFALLBACK: "Chrome has service workers and no background scripts",
    ADDON_ID_REQUIRED: "the id is Firefox's, and stands in its manifest",
    MISSING_DATA_COLLECTION_PERMISSIONS: "Firefox's own key, and stands in its manifest",
    STORAGE_MANAGED: "it is about an extension without an id in Firefox, and the id stands in Firefox's manifest",
    INCOGNITO_SPLIT_UNSUPPORTED: "only Chrome has split, and needs it to show the warning in a private window",
  },
  firefox: {
    KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION: "the floor is for desktops; it is not offered on Android",
  },
};

/** @typedef {{code: string, message: string, file?: string}} Remark */

/**
 * @param {string} folder
 * @returns {Remark[]}
 */
function remarksOn(folder) {
  const program = join(import.meta.dirname, "node_modules/.bin/web-ext");
  const { stdout } = spawnSync(program, ["lint", "--output", "json", "--source-dir", folder], { encoding: "utf-8" });
  const { errors, warnings, notices } = JSON.parse(stdout);
  return [...errors, ...warnings, ...notices];
}

const { values } = parseArgs({ options: { dist: { type: "string", default: join(import.meta.dirname, "dist") } } });
for (const [browser, explained] of Object.entries(EXPLAINED)) {
  const remarks = remarksOn(join(values.dist, browser));
  const unexplained = remarks.filter(({ code }) => !Object.hasOwn(explained, code));
  const gone = Object.keys(explained).filter((code) => remarks.every((remark) => remark.code !== code));
  for (const { code, message, file } of unexplained) console.error(`${browser}: ${code} ${file ?? ""}: ${message}`);
  for (const code of gone) console.error(`${browser}: ${code} is explained and no longer said; take it out.`);
  if (unexplained.length + gone.length > 0) process.exitCode = 1;
  else console.log(`${browser}: nothing that is not explained`);
}
