/**
 * The extension's own TUF client behind the command line of TUF's conformance suite (its CLIENT-CLI.md), with files for
 * a store. One option is ours: `--now`, the moment that the device's clock shows.
 */

import { copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { connect } from "../src/feed/connection.js";
import { isSame } from "../src/feed/demands.js";
import { FeedError } from "../src/feed/feed-error.js";
import { download, refresh } from "../src/feed/tuf.js";

const text = /** @type {const} */ ({ type: "string" });
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "metadata-dir": text,
    "metadata-url": text,
    "target-name": { type: "string", multiple: true },
    "target-base-url": text,
    "target-dir": text,
    now: text,
  },
});

/** @param {"metadata-dir" | "metadata-url" | "target-base-url" | "target-dir"} option */
function needed(option) {
  const value = values[option];
  if (value === undefined) throw new FeedError("missing", `--${option} is needed.`);
  return value;
}

/** @param {string} address */
function folder(address) {
  return address.endsWith("/") ? address : `${address}/`;
}

/**
 * The bytes of a file, or null when there is none.
 * @param {string} path
 * @returns {Promise<Uint8Array | null>}
 */
async function found(path) {
  try {
    return await readFile(path);
  } catch (reason) {
    if (/** @type {NodeJS.ErrnoException} */ (reason).code === "ENOENT") return null;
    throw reason;
  }
}

/**
 * Put a file in place, whole.
 * @param {string} path
 * @param {Uint8Array} bytes
 */
async function replace(path, bytes) {
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}

/**
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
async function attempt(act) {
  try {
    return await act();
  } catch (reason) {
    throw new FeedError("storage", `The files failed: ${/** @type {Error} */ (reason).message}.`);
  }
}

/**
 * @param {string} directory
 * @returns {import("../src/feed/tuf.js").Store}
 */
function files(directory) {
  return {
    read: (role) => attempt(() => found(join(directory, `${role}.json`))),
    write: (role, bytes) => attempt(() => replace(join(directory, `${role}.json`), bytes)),
  };
}

/** @type {Record<string, (argument: string) => Promise<unknown>>} */
const COMMANDS = {
  async init(root) {
    await mkdir(needed("metadata-dir"), { recursive: true });
    await copyFile(root, join(needed("metadata-dir"), "root.json"));
  },
  refresh: () =>
    refresh({
      store: files(needed("metadata-dir")),
      fetch: connect(folder(needed("metadata-url"))),
      now: values.now === undefined ? new Date() : new Date(values.now),
    }),
  async download() {
    const trusted = /** @type {import("../src/feed/tuf.js").Trusted} */ (await COMMANDS.refresh(""));
    const fetch = connect(folder(needed("target-base-url")));
    for (const name of values["target-name"] ?? []) {
      const path = join(needed("target-dir"), encodeURIComponent(name));
      const before = await attempt(() => found(path));
      const described = trusted.targets.targets[name];
      if (before && described && (await isSame(before, described))) continue;
      const bytes = await download(trusted, name, fetch);
      await attempt(() => replace(path, bytes));
    }
  },
};

try {
  const [command = "", argument = ""] = positionals;
  if (!Object.hasOwn(COMMANDS, command)) throw new FeedError("missing", "The command is init, refresh or download.");
  await COMMANDS[command](argument);
} catch (reason) {
  console.error(reason instanceof FeedError ? `${reason.kind}: ${reason.message}` : reason);
  process.exitCode = 1;
}
