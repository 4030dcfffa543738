/** A person decides which of several values counts. */
import { Problem } from '../../shared/problems.ts';
import { isKnownTable } from '../../shared/records/record-tables.ts';
import { findConflict } from '../queries/conflicts.ts';
import type { Register, Session } from '../register.ts';
import { listValues } from './list-conflicts.ts';
import { checkHead } from './who-may.ts';

/**
 * Writes the values of one version again, naming every head: the conflict ends at every PC that this change reaches.
 *
 * Raises conflictSettled when there is no such conflict any more or `version` is none of its values, conflictOfOther
 * when the record belongs to another side, personNotChosen, notPermitted for what conflicts about people.
 */
export function settleConflict(
  register: Register,
  session: Session,
  { id, version }: { id: string; version: string },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    const db = await command.read();
    const [record = '', fieldGroup = ''] = id.split('.');
    const conflict = await findConflict(db, record, fieldGroup);
    if (!conflict || !isKnownTable(conflict.recordTable)) throw new Problem('conflictSettled');
    if (conflict.owner !== command.owner) throw new Problem('conflictOfOther');
    if (conflict.recordTable === 'people') await checkHead(register, session, 'people.save');
    const chosen = (await listValues(db, conflict, new Map())).find((value) => value.version === version);
    if (!chosen) throw new Problem('conflictSettled');
    const fields = Object.fromEntries(chosen.fields.map(({ field, value }) => [field, value]));
    await command.settle(conflict.recordTable, record, fieldGroup, fields);
    return { command: command.id };
  });
}
