/** The welcome comes once. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { welcome } from "../src/welcome.js";
import { Browser } from "./browser.js";

/** @type {Browser} */
let browser;
beforeEach(() => (browser = Browser.open()));

test("it opens when the extension was installed", async () => {
  await welcome("install");
  assert.deepEqual(
    browser.tabs.map(({ url }) => url),
    ["chrome-extension://vigie/pages/welcome/welcome.html"],
  );
});

for (const reason of ["update", "chrome_update", "browser_update"]) {
  test(`it stays shut on ${reason}`, async () => {
    await welcome(reason);
    assert.deepEqual(browser.tabs, []);
  });
}

test("it stays shut where it was seen, or where a policy says so", async () => {
  browser.local.settings = { welcomed: true };
  await welcome("install");
  browser.local = {};
  browser.managed = { lockedSettings: { welcomed: true } };
  await welcome("install");
  assert.deepEqual(browser.tabs, []);
});
