/** What a class list says of one pupil, once the row has a name. A key left out: the file has no such column. */
import type { RosterValueName, RosterValues } from '../spreadsheets/roster-fields.ts';

export type StudentValues = RosterValues & { fullName: string };
export type StudentValueName = RosterValueName;
