/** The worker: listeners only, all registered before anything is awaited, as a browser that wakes it expects. */

import { onCommitted } from "./backstop.js";
import { dispatcher } from "./messages.js";
import { endAll, expire, grant, PASS_ALARM, passes, revoke } from "./passes.js";
import { check, CHECK_ALARM, startUp, wake } from "./schedule.js";

chrome.runtime.onInstalled.addListener(() => run(endAll(), startUp().then(check)));
chrome.runtime.onStartup.addListener(() => run(expire(), check()));
chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === CHECK_ALARM) run(check());
  if (name === PASS_ALARM) run(expire());
});
chrome.webNavigation.onCommitted.addListener((visit) => run(onCommitted(visit)), {
  url: [{ schemes: ["http", "https"] }],
});
chrome.runtime.onMessage.addListener(
  dispatcher({
    "grant-pass": grant,
    "check-now": check,
    passes,
    "end-pass": ({ id }) => revoke(id),
  }),
);
run(wake());

/** @param {Promise<unknown>[]} acts */
function run(...acts) {
  for (const act of acts) act.catch((reason) => console.error("vigie:", reason));
}
