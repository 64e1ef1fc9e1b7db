/**
 * The extension's own reader of deltas, for whoever writes them: a JSON list of `[before, delta]` on standard input,
 * the list of results on standard output, all in base64.
 */

import { text } from "node:stream/consumers";

import { fromBase64, toBase64 } from "../src/feed/bytes.js";
import { applyDelta } from "../src/feed/names-delta.js";

/** @type {[string, string][]} */
const pairs = JSON.parse(await text(process.stdin));
const results = pairs.map(([before, delta]) => toBase64(applyDelta(fromBase64(before), fromBase64(delta))));
process.stdout.write(JSON.stringify(results));
