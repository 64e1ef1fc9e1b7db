/**
 * The extension's own TUF client behind the command line of TUF's conformance suite (its CLIENT-CLI.md), with files for
 * a store.
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
 * @param {string} directory
 * @returns {import("../src/feed/tuf.js").Store}
 */
function files(directory) {
  return {
    read: (role) => readFile(join(directory, `${role}.json`)).catch(() => null),
    async write(role, bytes) {
      await writeFile(join(directory, `${role}.json.part`), bytes);
      await rename(join(directory, `${role}.json.part`), join(directory, `${role}.json`));
    },
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
      now: new Date(),
    }),
  async download() {
    const trusted = /** @type {import("../src/feed/tuf.js").Trusted} */ (await COMMANDS.refresh(""));
    const fetch = connect(folder(needed("target-base-url")));
    for (const name of values["target-name"] ?? []) {
      const path = join(needed("target-dir"), encodeURIComponent(name));
      const before = await readFile(path).catch(() => null);
      const described = trusted.targets.targets[name];
      if (before && described && (await isSame(before, described))) continue;
      await writeFile(path, await download(trusted, name, fetch));
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
