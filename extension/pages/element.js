/**
 * Make an element. Text goes in as text: nothing here can turn a string into markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string | null)} children  null is left out
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * A link out of the extension, or its text alone when there is no web address to follow.
 * @param {string | null} url
 * @param {string} text
 * @param {Record<string, string>} attributes
 * @returns {HTMLElement}
 */
export function link(url, text, attributes = {}) {
  if (!url || !/^https?:\/\//i.test(url)) return element("span", attributes, text);
  return element("a", { ...attributes, href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

/**
 * The element of the page with this id. Throws when the page has none: the page and its script disagree.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`This page has no element #${id}.`);
  return found;
}
