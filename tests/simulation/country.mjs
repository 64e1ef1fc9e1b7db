/**
 * A country's browsers asking for the feed through a CDN, two days long: what reaches the CDN and the origin, how long a
 * Release takes to protect, and what an hour without an answer does. Seeded: it says the same on every machine.
 *
 * Assumptions
 * - A browser is open 1.5 times a day on average, for two hours in the median, most likely between 16 and 21 h. Closed
 *   ones ask nothing; one that opens asks at once when it is time.
 * - A check is two requests: the root that may follow, and the pointer. A new Release is four more files.
 * - The CDN has a hundred places. Each keeps the pointer for 300 s and lets one request at a time through for a file.
 * - In the outage nothing answers, the CDN included: worse than an origin that is away behind a cache.
 */

const MINUTE = 1 / 60;
export const DAY = 24;
export const HOURS = 2 * DAY;
export const PLACES = 100;
const KEPT = 300 / 3600;
const SAMPLE = 20_000;
const RELEASES = [10, 14, 17, 20, 34, 38, 41, 44]; // hours: four a day
const MEASURED = 17;
export const OUTAGE = [42, 43];

/** Lots from a seed (mulberry32), the same everywhere. */
export function lots(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @param {(failures: number, lot: number) => number} pacing  minutes to the next check
 * @param {boolean} outage
 * @returns checks and downloads a second, by minute, for one browser installed; for each browser that was open at the
 *   measured Release the hours that it was open from then on and did not have it; and for those that were open through the end of the outage, the
 *   hours until they were answered
 */
export function simulate(pacing, outage = false) {
  const lot = lots(2026);
  const checks = new Float64Array(HOURS * 60);
  const downloads = new Float64Array(HOURS * 60);
  const waits = [];
  const recovered = [];
  for (let i = 0; i < SAMPLE; i++) {
    const place = lot() * KEPT;
    let due = lot() * 0.25;
    let failures = 0;
    let kept = 0; // the Release this browser has: the hour in which it went out
    let wasOpen = false; // at the measured Release
    let unprotected = 0; // hours that it was open since the measured Release, without it
    for (const [opened, closed] of sessions(lot)) {
      let at = Math.max(opened, due);
      const without = kept < MEASURED;
      wasOpen ||= opened <= MEASURED && MEASURED < closed;
      const cutOff = outage && opened < OUTAGE[1] && closed > OUTAGE[1];
      let protectedAt = null;
      let answeredAt = null;
      while (at < closed && at < HOURS) {
        checks[Math.floor(at * 60)]++;
        const answered = !outage || at < OUTAGE[0] || at >= OUTAGE[1];
        failures = answered ? 0 : failures + 1;
        if (answered) {
          const told = cachedSince(at, place);
          const newest = RELEASES.findLast((hour) => hour <= told) ?? 0;
          if (newest > kept) downloads[Math.floor(at * 60)]++;
          kept = Math.max(kept, newest);
          if (kept >= MEASURED) protectedAt ??= at;
          if (at >= OUTAGE[1]) answeredAt ??= at;
        }
        at += pacing(failures, lot()) * MINUTE;
      }
      due = at;
      if (without) unprotected += Math.max(0, (protectedAt ?? closed) - Math.max(opened, MEASURED));
      if (cutOff && answeredAt !== null) recovered.push(answeredAt - OUTAGE[1]);
    }
    if (wasOpen) waits.push(unprotected);
  }
  const perBrowser = (counts) => counts.map((count) => count / SAMPLE / 60);
  return {
    checks: perBrowser(checks),
    downloads: perBrowser(downloads),
    waits: waits.sort((a, b) => a - b),
    recovered: recovered.sort((a, b) => a - b),
  };
}

/** When a browser is open, for all days, in order and apart. */
function sessions(lot) {
  const found = [];
  for (let day = 0; day < HOURS; day += DAY) {
    const count = lot() < 0.5 ? 1 : 2;
    for (let i = 0; i < count; i++) {
      const evening = lot() < 0.6;
      const opened = day + (evening ? 16 + 5 * lot() : 24 * lot());
      found.push([opened, opened + 2 * Math.exp(0.8 * normal(lot))]);
    }
  }
  found.sort(([a], [b]) => a - b);
  return found.filter(([opened], i) => i === 0 || opened > found[i - 1][1]);
}

function normal(lot) {
  return Math.sqrt(-2 * Math.log(1 - lot())) * Math.cos(2 * Math.PI * lot());
}

/** Since when the place that a browser asks has kept what it answers at this hour. */
function cachedSince(at, place) {
  return Math.floor((at - place) / KEPT) * KEPT + place;
}

/** The value that a share of sorted values is not above. */
export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
