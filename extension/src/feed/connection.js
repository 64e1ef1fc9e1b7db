/**
 * The one door to the network: bounded, anonymous downloads from the feed, or from the package itself; and reports,
 * which are as anonymous.
 */

import { FeedError } from "./feed-error.js";

const PATIENCE = 60_000; // milliseconds for one file, from the question to its last byte
/** @type {RequestInit} */
const REVALIDATED = { cache: "no-cache" }; // a file that changed is seen at once; one that did not costs a 304
const LONGEST_ANSWER = 100_000; // bytes, to a report

/**
 * @param {string} base  the address of a folder, with its last `/`
 * @param {number} [patience]  milliseconds for one file
 * @returns {import("./tuf.js").Fetch}
 */
export function connect(base, patience = PATIENCE) {
  return async (path, limit) => {
    const response = await ask(new URL(path, base), path, patience, REVALIDATED);
    if (response.status === 404 || response.status === 403) throw new FeedError("missing", `${path} is not there.`);
    if (!response.ok) throw new FeedError("network", `${path} was answered with status ${response.status}.`);
    return bounded(response, path, limit);
  };
}

/**
 * @param {string} base  the address of a folder inside the package
 * @returns {import("./tuf.js").Fetch}
 */
export function unpack(base) {
  const fetch = connect(base);
  // For a file that the package does not hold, both browsers report a broken connection and no status.
  return (path, limit) =>
    fetch(path, limit).catch((reason) => {
      throw reason.kind === "network" ? new FeedError("missing", `The package has no ${path}.`) : reason;
    });
}

/**
 * Post a text of JSON, with nothing that tells who sends it. Rejects with a `FeedError` "network" when no answer came.
 * @param {string} address
 * @param {string} body
 * @returns {Promise<{status: number, text: string}>}
 */
export async function post(address, body) {
  const response = await ask(new URL(address), "An answer to the report", PATIENCE, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const bytes = await bounded(response, "The answer", LONGEST_ANSWER);
  return { status: response.status, text: new TextDecoder().decode(bytes) };
}

/**
 * @param {URL} address
 * @param {string} what  for the error's sentence
 * @param {number} patience
 * @param {RequestInit} how
 * @returns {Promise<Response>}
 */
async function ask(address, what, patience, how) {
  try {
    return await fetch(address, {
      ...how,
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(patience),
    });
  } catch {
    throw new FeedError("network", `${what} could not be asked for.`);
  }
}

/**
 * Counted while it streams: a body may be endless, or grow a thousandfold when it is decompressed.
 * @param {Response} response
 * @param {string} path
 * @param {number} limit
 * @returns {Promise<Uint8Array>}
 */
async function bounded(response, path, limit) {
  const parts = [];
  const reader = (response.body ?? new Blob().stream()).getReader();
  for (let length = 0; ;) {
    const { done, value } = await reader.read().catch(() => {
      throw new FeedError("network", `${path} broke off after ${length} bytes.`);
    });
    if (done) return joined(parts, length);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new FeedError("length", `${path} is longer than the ${limit} bytes that it may have.`);
    }
    parts.push(value);
  }
}

/**
 * @param {Uint8Array[]} parts
 * @param {number} length
 * @returns {Uint8Array}
 */
function joined(parts, length) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
