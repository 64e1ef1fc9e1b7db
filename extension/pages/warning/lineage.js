/**
 * The line of names of a Site, ready to be drawn: one row for each Name, oldest first. Pure.
 *
 * @typedef {import("../../src/dossiers.js").Site} Site
 * @typedef {Site["links"][number]} Link
 * @typedef {Site["names"][number]["status"]} Status
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string | null} from
 * @property {string | null} to
 * @property {Status | null} status  null for a Name of another Site
 * @property {boolean} here  whether this is the Name that the reader was about to open
 * @property {Link | null} link  a Link that leads to this Name
 * @property {Link["kind"] | null} above  the Link to draw between this row and the one above; null when there is none
 * @property {Link["kind"] | null} below
 */

/**
 * @param {Site} site
 * @param {string} here  the listed Name of the visit
 * @returns {Row[]}
 */
export function lineage(site, here) {
  const rows = inOrder(site).map((name) => ({
    ...known(site, name),
    here: name === here,
    link: site.links.findLast((link) => link.new === name) ?? null,
  }));
  const joints = rows.map((row, at) => joint(site.links, rows[at - 1]?.name, row.name));
  return rows.map((row, at) => ({ ...row, above: joints[at] ?? null, below: joints[at + 1] ?? null }));
}

/**
 * What this Name was called before (`formerly`) and after (`later`), nearest first. Renames alone count: what is
 * reported, copied or used side by side is not the same address under another name.
 * @param {Site} site
 * @param {string} name
 * @returns {{formerly: string[], later: string[]}}
 */
export function renames(site, name) {
  const renamed = site.links.filter((link) => link.kind === "renamed_to");
  return { formerly: follow(renamed, name, "new", "old"), later: follow(renamed, name, "old", "new") };
}

/**
 * @param {Link[]} links
 * @param {string} start
 * @param {"old" | "new"} near
 * @param {"old" | "new"} far
 * @returns {string[]}
 */
function follow(links, start, near, far) {
  const found = new Set([start]); // a site that came back to a name it had left makes a circle
  for (const name of found) {
    for (const link of links) if (link[near] === name) found.add(link[far]);
  }
  found.delete(start);
  return [...found];
}

/**
 * The Site's own Names keep their order; a Name of another Site stands next to the one it is linked with.
 * @param {Site} site
 * @returns {string[]}
 */
function inOrder(site) {
  const order = site.names.map((one) => one.name);
  for (const link of site.links) {
    const [hasOld, hasNew] = [order.includes(link.old), order.includes(link.new)];
    if (hasOld && !hasNew) order.splice(placeAfter(site, order, link.old), 0, link.new);
    if (hasNew && !hasOld) order.splice(order.indexOf(link.new), 0, link.old);
  }
  return order;
}

/**
 * Where a Name that came out of `old` goes: after `old`, unless the row below is the next Name of the same Site, whose
 * joint would be cut; then at the end.
 * @param {Site} site
 * @param {string[]} order
 * @param {string} old
 * @returns {number}
 */
function placeAfter(site, order, old) {
  const next = order.indexOf(old) + 1;
  return joint(site.links, old, order[next]) ? order.length : next;
}

/**
 * @param {Link[]} links
 * @param {string | undefined} upper
 * @param {string | undefined} lower
 * @returns {Link["kind"] | null}
 */
function joint(links, upper, lower) {
  return links.findLast((link) => link.old === upper && link.new === lower)?.kind ?? null;
}

/**
 * @param {Site} site
 * @param {string} name
 * @returns {{name: string, from: string | null, to: string | null, status: Status | null}}
 */
function known(site, name) {
  const own = site.names.find((one) => one.name === name);
  return { name, from: own?.from ?? null, to: own?.to ?? null, status: own?.status ?? null };
}
