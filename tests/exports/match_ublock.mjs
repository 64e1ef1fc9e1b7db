// Loads a filter list into uBlock Origin's own engine, and says by which of its rules it would stop some requests.
//
//     node --input-type=module --eval "$(cat match_ublock.mjs)" adblock.txt < requests.json      (in extension/)
//
// In: `[{"url": "https://example.com/", "type": "main_frame"}]`. Out: `["||example.com^"]`, null where none applies.
// Before a page, uBlock Origin asks for rules that name pages, then for those that name nothing (its strict blocking).

import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { StaticNetFilteringEngine } from "@gorhill/ubo-core";

const engine = await StaticNetFilteringEngine.create();
await engine.useLists([{ name: "vigie", raw: readFileSync(argv[1], "utf-8") }]);
const rule = (url, type) =>
  engine.matchRequest({ originURL: "https://elsewhere.example/", url, type }) === 1 ? engine.toLogData().raw : null;
const asked = JSON.parse(readFileSync(0, "utf-8"));
const stopped = asked.map(({ url, type }) => rule(url, type) ?? (type === "main_frame" ? rule(url, "no_type") : null));
console.log(JSON.stringify(stopped));
