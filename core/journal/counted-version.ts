/** Which changes verification counts in their records: the same ones as the merge, told by what the merge wrote down. */
import { isKnownTable } from '../../shared/records/record-tables.ts';
import { checkChange, type CheckedChange } from '../../shared/rules/check-change.ts';
import { SCHEMA_VERSION } from '../database/migrations/migrations.ts';

/**
 * False for what is refused, withheld, erased or parked. Only a newer program's change is read for it: whether it is
 * parked does not depend on its owner.
 */
export function isCounted(change: CheckedChange & { schema: number; refusal: string | null }): boolean {
  if (change.refusal !== null || change.fields === '') return false;
  if (!isKnownTable(change.recordTable)) return false;
  if (change.schema <= SCHEMA_VERSION) return true;
  const verdicts = [checkChange(change, 'school', true), checkChange(change, 'office', true)];
  return verdicts.some((verdict) => verdict.counts);
}
