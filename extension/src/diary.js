/**
 * The diary: which sites were warned about on which day.
 *
 * @typedef {{day: string, site: string, count: number}} DiaryRow
 *   day: `YYYY-MM-DD`, the device's own; site: a Site's slug, or a name that has no dossier; count: warnings shown
 */
export {};
