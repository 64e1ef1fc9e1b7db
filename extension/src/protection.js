/** Rules, passes and toolbar brought in line with what is in force: the list, the settings, the policy, host access. */

import { showHealth } from "./badge.js";
import { guard } from "./guard.js";
import { health } from "./health.js";
import { isWithheld } from "./host-access.js";
import { expire } from "./passes.js";
import { sync } from "./rules.js";
import { inTurn } from "./turns.js";

const turn = inTurn();

/**
 * To be called after anything of it changed. What is in force is read when its turn has come, so the last of several
 * calls has the last word.
 * @returns {Promise<void>}
 */
export function protect() {
  return turn(async () => {
    const withheld = await isWithheld();
    await sync(await guard(), withheld);
    await expire();
    await showHealth(await health(), withheld);
  });
}
