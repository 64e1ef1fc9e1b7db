/**
 * Let acts that read and then write the same thing follow one another.
 * @returns {<T>(act: () => Promise<T>) => Promise<T>}
 */
export function inTurn() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (act) => {
    const mine = last.then(act);
    last = mine.catch(() => {}); // the one who asked hears of it; the next one starts afresh
    return mine;
  };
}
