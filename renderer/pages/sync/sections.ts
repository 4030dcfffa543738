/** The parts of the page, in the order of its list. */
export const syncSections = ['status', 'refused', 'conflicts', 'files', 'connect', 'computers'] as const;
export type SyncSection = (typeof syncSections)[number];
