/**
 * What keeps Vigie from protecting as it should, said once.
 *
 * @typedef {"private-windows" | "host-access" | "out-of-date" | "storage"} ProblemKind
 * @typedef {{kind: ProblemKind, since: string | null, dismissed: boolean}} Problem
 *   since: when it was first seen (ISO 8601); null when that cannot be kept
 */
export {};
