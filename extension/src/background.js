/** The worker: listeners only, all registered before anything is awaited, as a browser that wakes it expects. */

import { onCommitted, onErrorOccurred } from "./backstop.js";
import { addName, change, changePin, dropPin, exportSettings, importSettings, removeName } from "./changes.js";
import { state } from "./choices.js";
import { erase, note, tidy } from "./diary.js";
import { dispatcher } from "./messages.js";
import { endAll, expire, grant, PASS_ALARM, passes, revoke } from "./passes.js";
import { lock, unlock } from "./pin.js";
import { dismiss, problems } from "./problems.js";
import { protect } from "./protection.js";
import { deleteReport, send, sendWaiting, waitingReports } from "./reports.js";
import { check, CHECK_ALARM, startUp, wake } from "./schedule.js";
import { welcome } from "./welcome.js";

const WEB = { url: [{ schemes: ["http", "https", "view-source"] }] };

chrome.runtime.onInstalled.addListener(({ reason }) => run(endAll(), startUp().then(check), welcome(reason)));
chrome.runtime.onStartup.addListener(() => run(expire(), check()));
chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === CHECK_ALARM) run(check());
  if (name === PASS_ALARM) run(expire());
});
chrome.webNavigation.onCommitted.addListener((visit) => run(onCommitted(visit)), WEB);
chrome.webNavigation.onErrorOccurred.addListener((visit) => run(onErrorOccurred(visit)), WEB);
chrome.permissions.onAdded.addListener(() => run(protect()));
chrome.permissions.onRemoved.addListener(() => run(protect()));
chrome.storage.onChanged.addListener((_, area) => {
  if (area === "managed") run(tidy(), protect().then(check)); // another feed may be among the changes
});

/** @type {import("./messages.js").Handlers} */
const handlers = {
  "grant-pass": grant,
  "check-now": check,
  passes,
  "end-pass": ({ id }) => revoke(id),
  settings: state,
  "change-settings": change,
  "add-name": addName,
  "remove-name": removeName,
  "export-settings": exportSettings,
  "import-settings": importSettings,
  unlock: ({ pin }) => unlock(pin),
  lock,
  "set-pin": changePin,
  "remove-pin": dropPin,
  "warning-shown": note,
  diary: tidy,
  "erase-diary": erase,
  problems,
  "dismiss-problem": ({ kind }) => dismiss(kind),
  "send-report": send,
  "waiting-reports": waitingReports,
  "send-waiting": sendWaiting,
  "delete-report": deleteReport,
};
chrome.runtime.onMessage.addListener(dispatcher(handlers));
run(wake(), tidy());

/** @param {Promise<unknown>[]} acts */
function run(...acts) {
  for (const act of acts) act.catch((reason) => console.error("vigie:", reason));
}
