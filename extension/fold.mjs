/**
 * One file out of a script or a style sheet and all that it imports. A browser reads a package file by file, and the
 * warning's forty modules one after another took it longer than all that they do.
 *
 * Rules
 * - A module stays as it was written, line for line, in a function of its own; what it imports stands before it.
 * - `import { … } from "./…";` and `export` before a declaration are rewritten. Another form stops the build, and so do
 *   modules that import one another.
 * - Styles take the place of the `@import "…";` that asks for them. Nothing in them may have an address of its own.
 */

import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { Script } from "node:vm";

const IMPORT = /^import \{([^}]*)\} from "(\.[^"]+)";$/gm;
const EXPORT = /^export (?=(?:async function|function\*?|const|class) (\w+))/gm;
const STYLES = /^@import "(\.[^"]+)";$/gm;

/**
 * The file that does what this one does with all that it imports; of a kind that imports nothing, the file as it is.
 * Rejects with an `Error` that names the file which cannot be folded.
 * @param {string} folder  an absolute path
 * @param {string} path  of the file in it
 * @returns {Promise<string>}
 */
export async function fold(folder, path) {
  if (path.endsWith(".js")) return foldScript(folder, path);
  if (path.endsWith(".css")) return foldStyles(folder, path);
  return readFile(posix.join(folder, path), "utf-8");
}

/**
 * @param {string} folder
 * @param {string} path
 * @param {string[]} importers
 * @returns {Promise<string>}
 */
async function foldStyles(folder, path, importers = []) {
  const way = [...importers, path];
  refuseCircle(way);
  const source = await readFile(posix.join(folder, path), "utf-8");
  const parts = source.split(STYLES); // every second one is a path
  const folded = parts.map((part, i) => (i % 2 ? foldStyles(folder, resolve(path, part), way) : part));
  const styles = (await Promise.all(folded)).join("");
  const other = /@import.*|.*\burl\(.*/.exec(styles);
  if (other) throw new Error(`${path} has a line that cannot be folded: ${other[0].trim()}`);
  return styles;
}

/**
 * @param {string} folder
 * @param {string} entry
 * @returns {Promise<string>}
 */
async function foldScript(folder, entry) {
  /** @type {Map<string, string>} by path */
  const written = new Map();
  await write(entry, []);
  const script = [...written.values()].join("\n");
  new Script(script, { filename: entry }); // which reads it and does not run it
  return script;

  /**
   * @param {string} path
   * @param {string[]} importers
   */
  async function write(path, importers) {
    refuseCircle([...importers, path]);
    if (written.has(path)) return;
    const source = await readFile(posix.join(folder, path), "utf-8");
    for (const [, , imported] of source.matchAll(IMPORT)) await write(resolve(path, imported), [...importers, path]);
    written.set(path, asFunction(path, source));
  }
}

/** @param {string[]} way  each file imports the next */
function refuseCircle(way) {
  if (new Set(way).size < way.length) throw new Error(`${way.join(" imports ")}, which leads in a circle.`);
}

/**
 * @param {string} path
 * @param {string} source
 * @returns {string}
 */
function asFunction(path, source) {
  const exported = [...source.matchAll(EXPORT)].map(([, name]) => name);
  const body = source
    .replace(IMPORT, (_, names, imported) => {
      return `const {${names.replaceAll(" as ", ": ")}} = ${variable(resolve(path, imported))};`;
    })
    .replace(EXPORT, "");
  const other = /^(?:import|export)\b.*/m.exec(body);
  if (other) throw new Error(`${path} has a line that cannot be folded: ${other[0]}`);
  return `// ${path}\nconst ${variable(path)} = (() => {\n${body}\nreturn { ${exported.join(", ")} };\n})();\n`;
}

/**
 * @param {string} path
 * @param {string} imported  as the module there writes it
 * @returns {string}
 */
function resolve(path, imported) {
  return posix.join(posix.dirname(path), imported);
}

/** @param {string} path */
function variable(path) {
  return path.replaceAll(/[^a-z0-9]/gi, "_");
}
