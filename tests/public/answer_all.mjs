/**
 * What the page's own scripts say of some texts: a JSON object with `module` (a folder with their files as a browser
 * finds them), `listed`, `changes` and `typed` in, a list of answers out.
 */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

globalThis.location = /** @type {any} */ ({ origin: "http://127.0.0.1" });
const { modules, listed, changes, typed } = JSON.parse(readFileSync(0, "utf-8"));
const [{ read }, { answer }, { removedIn }] = await Promise.all(
  ["address", "answer", "list"].map((name) => import(pathToFileURL(`${modules}/check/${name}.js`).href)),
);
const names = new Map(listed.map((one) => [one.name, one]));
const removed = removedIn(changes);
const answers = typed.map((text) => {
  const address = read(text);
  return "refusal" in address ? { verdict: `no_${address.refusal}` } : answer(address.host, names, removed);
});
process.stdout.write(JSON.stringify(answers));
