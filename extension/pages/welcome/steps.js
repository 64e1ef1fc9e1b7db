/** The steps of the welcome, by what stands behind `#`: so the browser's own Back goes one step back. Pure. */

export const STEPS = 4;

/** Behind `#` when all is done. */
export const DONE = "#done";

/**
 * @param {string} hash  `location.hash`
 * @returns {number} 1 to `STEPS`; the first for any other text
 */
export function stepOf(hash) {
  const step = Number(/^#([1-9])$/.exec(hash)?.[1] ?? 1);
  return step <= STEPS ? step : 1;
}

/**
 * @param {number} step
 * @returns {string} what stands behind `#` after this step
 */
export function after(step) {
  return step < STEPS ? `#${step + 1}` : DONE;
}
