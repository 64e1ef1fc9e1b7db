/**
 * What can be wrong with a feed. `kind` is for the program and for the pages, which have a sentence for each in the
 * reader's language; `message` is one English sentence for a log.
 *
 * @typedef {"signature" | "threshold" | "rollback" | "expired" | "mismatch" | "length" | "missing" | "network"
 *   | "format" | "storage"} FeedErrorKind
 */

export class FeedError extends Error {
  /**
   * @param {FeedErrorKind} kind
   * @param {string} message
   */
  constructor(kind, message) {
    super(message);
    this.name = "FeedError";
    this.kind = kind;
  }
}

/** Bytes that are not what the feed format says. */
export class FeedFormatError extends FeedError {
  /** @param {string} message */
  constructor(message) {
    super("format", message);
    this.name = "FeedFormatError";
  }
}
