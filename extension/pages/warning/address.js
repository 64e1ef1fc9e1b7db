/**
 * The address that a warning is about, from the part after `#`: `<scheme>//<host>`, as the redirect rule writes it.
 *
 * @typedef {object} Address
 * @property {string} host  without port or trailing dot: what the list is asked for
 * @property {string} root  what to open when the reader goes on: scheme, host, port and nothing of the page's path
 */

const SHAPE = /^#(https?):\/\/([a-z0-9.-]+)(?::([0-9]{1,5}))?$/;

// As in feed.schema.json. Its last label starts with a letter, so an IPv4 address is no name.
const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

const LONGEST_HOST = 253;
const LAST_PORT = 65535;

/**
 * @param {string} hash  `location.hash`
 * @returns {Address | null}  null for anything but http or https and a host name
 */
export function parseAddress(hash) {
  const [, scheme, written, port] = SHAPE.exec(hash) ?? [];
  if (!scheme || !written) return null;
  const host = written.replace(/\.$/, "");
  if (host.length > LONGEST_HOST || !HOST.test(host) || Number(port ?? 0) > LAST_PORT) return null;
  return { host, root: `${scheme}://${host}${port ? `:${port}` : ""}/` };
}
