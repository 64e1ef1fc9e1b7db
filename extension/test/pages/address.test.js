/** Which addresses a warning may be about: what it accepts it may later open. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { parseAddress } from "../../pages/warning/address.js";

for (const [hash, host, root] of /** @type {const} */ ([
  ["#https://coco.gg", "coco.gg", "https://coco.gg/"],
  ["#http://www.coco.gg", "www.coco.gg", "http://www.coco.gg/"],
  ["#http://coco.gg:8080", "coco.gg", "http://coco.gg:8080/"],
  ["#https://coco.gg.", "coco.gg", "https://coco.gg/"],
  ["#https://xn--zonetlchargement-fqbb.com", "xn--zonetlchargement-fqbb.com", "https://xn--zonetlchargement-fqbb.com/"],
])) {
  test(`${hash} names ${host}`, () => assert.deepEqual(parseAddress(hash), { host, root }));
}

for (const hash of [
  "", "#", "coco.gg", "#coco.gg", "#//coco.gg", "#https:coco.gg", "#https://", "#https://coco",
  "#javascript:alert(1)", "#javascript://coco.gg", "#data:text/html,x", "#file:///etc/passwd", "#ftp://coco.gg",
  "#chrome-extension://abcdefgh/pages", "#https://user:secret@coco.gg", "#https://coco.gg/path", "#https://coco.gg?x=1",
  "#https://coco.gg#x", "#https://coco.gg\n", "# https://coco.gg", "#https://coco .gg", "#https://coco%2egg",
  "#https://-coco.gg", "#https://coco-.gg", "#https://coco..gg", "#https://coco.gg..", "#https://cоcо.gg",
  "#http://127.0.0.1", "#http://2130706433", "#http://[::1]", "#https://coco.gg:99999", "#https://coco.gg:",
  `#https://${"a".repeat(64)}.gg`, `#https://${"a.".repeat(130)}gg`,
]) {
  test(`${JSON.stringify(hash.slice(0, 40))} names no site`, () => assert.equal(parseAddress(hash), null));
}
