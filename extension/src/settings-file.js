/**
 * The settings as one file.
 *
 * @typedef {"too-large" | "not-json" | "not-settings" | "newer"} FileRefusal
 */
export {};
