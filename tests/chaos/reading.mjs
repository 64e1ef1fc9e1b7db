/**
 * Reads a feed without end, as the extension does, with its own reader on a browser that is a stand-in:
 * node tests/chaos/reading.mjs ADDRESS ROOT. Each look is a line of JSON, as of reading.py.
 */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

import { connect } from "../../extension/src/feed/connection.js";
import { update } from "../../extension/src/feed/update.js";
import { health } from "../../extension/src/health.js";
import { keptNamesFile, keptRelease } from "../../extension/src/release.js";
import { Browser } from "../../extension/test/browser.js";

const PAUSE = 200; // milliseconds between two looks: the processor is for the Releases too

const [address, root] = process.argv.slice(2);
const pinned = new Uint8Array(await readFile(root));
Browser.open();

for (;;) {
  await update(connect(`${address}/`), pinned, new Date());
  const { error } = await health();
  const kept = await keptRelease();
  const names = createHash("sha256").update(await keptNamesFile()).digest("hex");
  const seen = error ? { refusal: error.kind, why: error.message } : { serial: kept.serial, ...kept.digests, names };
  process.stdout.write(`${JSON.stringify(seen)}\n`);
  await setTimeout(PAUSE);
}
