// Reads a filter list with AdGuard's own parser and prints what it understood: one object a line of the list.
//
//     node --input-type=module --eval "$(cat parse_adblock.mjs)" adblock.txt      (in extension/, which has the parser)

import { readFile } from "node:fs/promises";
import { argv } from "node:process";
import { FilterListParser } from "@adguard/agtree/parser";

const list = FilterListParser.parse(await readFile(argv[1], "utf8"), { tolerant: true });
const understood = list.children.map((rule) => ({
  category: rule.category,
  type: rule.type,
  header: rule.header?.value,
  value: rule.value?.value,
  pattern: rule.pattern?.value,
  exception: rule.exception,
  modifiers: rule.modifiers?.children.length ?? 0,
}));
console.log(JSON.stringify(understood));
