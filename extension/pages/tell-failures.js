/**
 * Tell the reader of whatever fails and was not foreseen, in one place of the page: nobody is left with a button that
 * does nothing. The browser writes the reason to the console.
 * @param {HTMLElement} place
 * @param {string} text
 */
export function tellFailures(place, text) {
  addEventListener("unhandledrejection", () => {
    place.textContent = text;
  });
}
