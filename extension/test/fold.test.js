/** One file out of many. */

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runInNewContext } from "node:vm";

import { fold } from "../fold.mjs";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "vigie-fold-"));
});
after(() => rm(folder, { recursive: true }));

/**
 * @param {Record<string, string>} modules  by path; the first is the one to fold
 * @returns {Promise<string>}
 */
async function folded(modules) {
  for (const [path, source] of Object.entries(modules)) await writeFile(join(folder, path), source);
  return fold(folder, Object.keys(modules)[0]);
}

/**
 * What a script tells by `tell`.
 * @param {string} script
 * @returns {unknown[]}
 */
function told(script) {
  /** @type {unknown[]} */
  const heard = [];
  runInNewContext(script, { tell: (/** @type {unknown} */ word) => heard.push(word) });
  return heard;
}

test("a module finds what it imports, under the name that it gives it", async () => {
  const script = await folded({
    "page.js": 'import {\n  first as one,\n  Second,\n} from "./other.js";\n\ntell(one() + new Second().third);\n',
    "other.js": 'export function first() {\n  return "1";\n}\nexport class Second {\n  third = "3";\n}\n',
  });
  assert.deepEqual(told(script), ["13"]);
});

test("a module that two import runs once, and before both", async () => {
  const script = await folded({
    "page.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\n\ntell(a);\ntell(b);\n',
    "a.js": 'import { ground } from "./ground.js";\n\nexport const a = ground + 1;\n',
    "b.js": 'import { ground } from "./ground.js";\n\nexport const b = ground + 2;\n',
    "ground.js": 'tell("ground");\nexport const ground = 40;\n',
  });
  assert.deepEqual(told(script), ["ground", 41, 42]);
});

test("what two modules call by the same name stays two things", async () => {
  const script = await folded({
    "page.js": 'import { told } from "./theirs.js";\n\nconst own = "mine";\ntell(own + told);\n',
    "theirs.js": 'const own = "theirs";\nexport const told = own;\n',
  });
  assert.deepEqual(told(script), ["minetheirs"]);
});

test("a module stays as it was written, with its comments", async () => {
  const body = "/** Why. */\nfunction  odd( ){ return 1 } // and so\n";
  assert.ok((await folded({ "page.js": body })).includes(body));
});

/** @type {[string, Record<string, string>, RegExp][]} */
const REFUSED = [
  ["a default export", { "page.js": "export default 1;\n" }, /^Error: page\.js has a line .*: export default 1;$/],
  ["a name for all of a module", { "page.js": 'import * as all from "./a.js";\n' }, /cannot be folded: import \*/],
  ["a module of the house's own tools", { "page.js": 'import { a } from "node:fs";\n' }, /cannot be folded: import \{/],
  ["a word before its module", { "page.js": 'export { a } from "./a.js";\n' }, /cannot be folded: export \{/],
  [
    "modules that import one another",
    { "page.js": 'import { a } from "./a.js";\n', "a.js": 'import { b } from "./page.js";\nexport const a = 1;\n' },
    /^Error: page\.js imports a\.js imports page\.js, which leads in a circle\.$/,
  ],
  ["a module that is missing", { "page.js": 'import { a } from "./nowhere.js";\n' }, /ENOENT.*nowhere\.js/],
  ["a module that waits before it is ready", { "page.js": "await tell(1);\n" }, /^SyntaxError/],
];
for (const [what, modules, reason] of REFUSED) {
  test(`${what} stops the build`, async () => {
    await assert.rejects(folded(modules), (error) => reason.test(String(error)));
  });
}

test("styles stand where they were imported", async () => {
  const styles = await folded({
    "page.css": '/* The page. */\n\n@import "./look.css";\n@import "./fields.css";\n\nh1 { color: red }\n',
    "look.css": '@import "./ground.css";\nb { color: blue }\n',
    "fields.css": "i { color: green }\n",
    "ground.css": "u { color: grey }\n",
  });
  assert.deepEqual(styles.match(/\w+(?= \{)/g), ["u", "b", "i", "h1"]);
  assert.doesNotMatch(styles, /@import/);
});

for (const [what, line] of [
  ["from elsewhere", '@import "https://styles.example/a.css";'],
  ["under a condition", '@import "./look.css" print;'],
  ["with an address in it", "b { background: url(b.png) }"],
]) {
  test(`a style sheet ${what} stops the build`, async () => {
    await assert.rejects(folded({ "page.css": `${line}\n`, "look.css": "" }), /page\.css has a line that cannot be folded/);
  });
}

test("styles that import one another stop the build", async () => {
  const styles = { "a.css": '@import "./b.css";\n', "b.css": '@import "./a.css";\n' };
  await assert.rejects(folded(styles), { message: "a.css imports b.css imports a.css, which leads in a circle." });
});

test("what is neither is taken as it is", async () => {
  assert.equal(await folded({ "page.html": "<p>\n" }), "<p>\n");
});
