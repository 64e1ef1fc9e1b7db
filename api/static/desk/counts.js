/** Asks for the figures of the Queue again, every minute while somebody looks, and shows them in their place. */

const EVERY = 60_000;

for (const place of document.querySelectorAll("[data-again]")) {
  const address = place.getAttribute("data-again") ?? "";
  setInterval(() => document.hidden || again(place, address), EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || again(place, address));
}

/**
 * Whoever is on one of the figures stays there: it is left alone until the next time.
 * @param {Element} place
 * @param {string} address
 */
async function again(place, address) {
  if (place.contains(document.activeElement)) return;
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return; // no connection, or signed out: what stands there is as old as the page
  const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...piece.body.childNodes);
}
