/**
 * A browser's extension API, as far as the warning asks for it: storage that lasts as long as the page, and nothing that
 * leaves it.
 *
 * @typedef {Record<string, unknown>} Values
 */

/**
 * @param {string} at  where the extension's files are
 * @param {(key: string, ...values: string[]) => string} say  the messages of the language that is shown
 */
export function browser(at, say) {
  return {
    runtime: {
      id: "preview",
      getURL: (/** @type {string} */ path) => new URL(`${at}/${path}`, location.origin).href,
      sendMessage: async (/** @type {{type: string}} */ { type }) => answers[type] ?? { ok: false, reason: "failed" },
    },
    storage: { local: storage(), session: storage(), managed: storage() },
    i18n: {
      getMessage: (/** @type {string} */ key, /** @type {string | string[]} */ values = []) => say(key, ...[values].flat()),
    },
    tabs: { getCurrent: async () => undefined },
  };
}

/** @type {Record<string, unknown>} */
const answers = { "warning-shown": { noted: false } };

function storage() {
  /** @type {Map<string, unknown>} */
  const kept = new Map();
  return {
    get: async (/** @type {string | null} */ key) =>
      Object.fromEntries([...kept].filter(([each]) => key === null || each === key)),
    set: async (/** @type {Values} */ values) => {
      for (const [key, value] of Object.entries(values)) kept.set(key, structuredClone(value));
    },
  };
}
