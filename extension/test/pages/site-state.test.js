/** One sentence on what is done about a site, by what is judged of it here. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { siteState } from "../../pages/site-state.js";
import { coco } from "./coco.js";
import { messages } from "./locale.js";

for (const [changes, open, key] of /** @type {const} */ ([
  [{ measure: "warn" }, false, "siteStopped"],
  [{ measure: "warn" }, true, "siteOpen"],
  [{ measure: "block" }, false, "siteBlocked"],
  [{ measure: "off" }, false, "siteOff"],
  [{ measure: "off", stance: "inform" }, false, "siteOld"],
  [{ measure: "off", stance: "inform", by: "family" }, false, "siteOff"],
  [{ measure: "trusted" }, false, "siteTrusted"],
  [{ measure: "trusted", stance: "inform" }, true, "siteTrusted"],
])) {
  test(`${JSON.stringify(changes)}${open ? " with a pass" : ""} is told by ${key}`, () => {
    assert.equal(siteState(coco(changes), open), key);
    assert.ok(Object.hasOwn(messages("en"), key));
  });
}

test("a site that nobody names is called unknown, and not safe", () => {
  assert.equal(siteState(null, false), "siteUnlisted");
  assert.match(messages("en").siteUnlisted?.message ?? "", /not necessarily safe/);
});
