/** What `build.mjs` writes, and what it refuses. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

import { releaseFiles } from "./coco.js";
import { Repository } from "./repository.js";

const BUILD = join(import.meta.dirname, "../build.mjs");

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "vigie-build-"));
  const repository = await Repository.create(releaseFiles());
  await repository.publish(releaseFiles("omegle.example"));
  for (const [path, bytes] of repository.files) {
    await mkdir(dirname(join(folder, "feed", path)), { recursive: true });
    await writeFile(join(folder, "feed", path), bytes);
  }
});
after(() => rm(folder, { recursive: true }));

/**
 * @param {Record<string, string>} [changes]
 * @returns {Promise<{code: number, stdout: string, stderr: string}>}
 */
function build(changes = {}) {
  const wishes = {
    "--root": join(folder, "feed/1.root.json"),
    "--starter": join(folder, "feed"),
    "--feed-url": "https://vigie.example/feed/",
    "--out": join(folder, "dist"),
    ...changes,
  };
  const args = ["--disable-warning=ExperimentalWarning", BUILD, ...Object.entries(wishes).flat()];
  return new Promise((done) =>
    execFile(process.execPath, args, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    ),
  );
}

/** @param {string} path */
async function json(path) {
  return JSON.parse(await readFile(join(folder, "dist", path), "utf-8"));
}

test("each browser gets its manifest, the pinned root, and the current release as its starter feed", async () => {
  assert.deepEqual((await build()).code, 0);
  for (const browser of ["chrome", "firefox"]) {
    assert.deepEqual(await json(`${browser}/data/build.json`), {
      feedUrl: "https://vigie.example/feed/",
      reportUrl: "https://vigie.example/api/v1/reports",
    });
    assert.equal((await json(`${browser}/data/root.json`)).signed.version, 1);
    assert.equal((await json(`${browser}/data/feed/2.targets.json`)).signed.version, 2);
    await assert.rejects(json(`${browser}/data/feed/1.targets.json`));
    await readFile(join(folder, "dist", browser, "src/background.js"));
    await readFile(join(folder, "dist", browser, "pages/warning/warning.html"));
  }
});

test("the worker is one script, each page one script and one style sheet, and no part is shipped beside them", async () => {
  await build();
  for (const browser of ["chrome", "firefox"]) {
    const files = await readdir(join(folder, "dist", browser), { recursive: true });
    const scripts = files.filter((path) => path.endsWith(".js"));
    const pages = files.filter((path) => path.endsWith(".html"));
    const named = (/** @type {string} */ ending) => pages.map((page) => page.replace(/html$/, ending));
    assert.deepEqual(scripts.sort(), ["src/background.js", ...named("js")].sort());
    assert.deepEqual(files.filter((path) => path.endsWith(".css")).sort(), named("css").sort());
    for (const script of scripts) {
      assert.doesNotMatch(await readFile(join(folder, "dist", browser, script), "utf-8"), /^(import|export)\b/m);
    }
  }
});

test("the manifests ask for four permissions, and run and show nothing but the package", async () => {
  await build();
  for (const browser of ["chrome", "firefox"]) {
    const manifest = await json(`${browser}/manifest.json`);
    assert.deepEqual(manifest.permissions, ["declarativeNetRequest", "webNavigation", "storage", "alarms"]);
    assert.deepEqual(manifest.web_accessible_resources[0].resources, ["pages/warning/warning.html"]);
    const policy = manifest.content_security_policy.extension_pages;
    assert.match(policy, /^default-src 'none'; /);
    assert.match(policy, /connect-src 'self' https:\/\/vigie\.example https:;/);
    assert.match(policy, /; script-src 'self'; style-src 'self'; img-src 'self'; /);
    assert.equal(manifest.externally_connectable, undefined);
    assert.doesNotMatch(policy, /unsafe|upgrade-insecure|\*/);
  }
});

test("what differs between the browsers is what must", async () => {
  await build();
  const [chrome, firefox] = [await json("chrome/manifest.json"), await json("firefox/manifest.json")];
  assert.deepEqual([chrome.minimum_chrome_version, chrome.incognito], ["137", "split"]);
  assert.deepEqual([firefox.incognito, firefox.minimum_chrome_version], [undefined, undefined]);
  const { strict_min_version, data_collection_permissions } = firefox.browser_specific_settings.gecko;
  assert.deepEqual([strict_min_version, data_collection_permissions], ["140.0", { required: ["none"] }]);
  assert.deepEqual([chrome.storage, firefox.storage], [{ managed_schema: "managed_schema.json" }, undefined]);
  await json("chrome/managed_schema.json");
  await assert.rejects(json("firefox/managed_schema.json"));
  assert.deepEqual([chrome.background.type, firefox.background.type], ["module", "module"]);
});

test("reports may go elsewhere than to the neighbour of the feed", async () => {
  assert.equal((await build({ "--report-url": "http://127.0.0.1:8000/api/v1/reports" })).code, 0);
  assert.equal((await json("chrome/data/build.json")).reportUrl, "http://127.0.0.1:8000/api/v1/reports");
  const policy = (await json("chrome/manifest.json")).content_security_policy.extension_pages;
  assert.match(policy, /connect-src 'self' https:\/\/vigie\.example http:\/\/127\.0\.0\.1:8000 https:;/);
});

/** @type {[string, Record<string, string>, RegExp][]} */
const REFUSED = [
  ["no root", { "--root": "/nowhere/root.json" }, /^The root cannot be read at \/nowhere\/root\.json\.$/],
  ["a root that is none", { "--root": BUILD }, /is no feed under .*: The root metadata is not UTF-8 JSON\.$/],
  ["no feed", { "--starter": "/nowhere" }, /^\/nowhere is no feed under .*: timestamp\.json is not there\.$/],
  ["an address that is no folder", { "--feed-url": "https://vigie.example/feed" }, /must begin with http/],
  ["an address of another kind", { "--feed-url": "ftp://vigie.example/feed/" }, /must begin with http/],
  ["an address for reports of another kind", { "--report-url": "mailto:a@vigie.example" }, /^The address for reports/],
  ["an option that does not exist", { "--frobnicate": "1" }, /--frobnicate/],
];
for (const [what, changes, sentence] of REFUSED) {
  test(`${what} is refused in one sentence`, async () => {
    const { code, stderr } = await build(changes);
    assert.equal(code, 1);
    assert.match(stderr.trim(), sentence);
    assert.equal(stderr.trim().split("\n").length, 1);
  });
}

test("a starter feed with a flipped byte is refused", async () => {
  const path = join(folder, "feed/2.targets.json");
  const good = await readFile(path);
  await writeFile(path, Buffer.from(good).fill(good[40] ^ 1, 40, 41));
  const { code, stderr } = await build();
  await writeFile(path, good);
  assert.equal(code, 1);
  assert.match(stderr, /is no feed under/);
});
