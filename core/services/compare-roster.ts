/** Compares the rows of a class list with the register. */
import type { ReadHandle } from '../database/handles.ts';
import { type ComparedRow, type Comparison, type FileRow, placeNote, type WriteOptions } from './import-comparison.ts';
import { gatherStudentPicture } from './import-student-picture.ts';
import { changesSomething, identifyRows, planStudents, type StudentPlan } from './import-student-plan.ts';
import { writeStudents } from './import-student-write.ts';
import type { StudentValues } from './import-values.ts';

/** Gathers what the rows may mean and decides each of them; rows with problems of their own are left alone. */
export async function compareRoster(
  db: ReadHandle,
  owner: string,
  rows: readonly FileRow[],
  today: string,
): Promise<Comparison> {
  const values = rows.map(toValues);
  const identified = identifyRows(values);
  const picture = await gatherStudentPicture(
    db,
    owner,
    identified.identities.filter((identity) => identity !== undefined),
    new Set(identified.shareKeys.filter((key) => key !== undefined)),
  );
  const plans = planStudents(values, identified, picture, today, (index) => ({
    otherRow: rows[index]?.row ?? 0,
    otherSheet: null,
  }));
  const outcome: Comparison['outcome'] = (index, mayLower) => {
    const plan = plans[index];
    if (!plan || plan.problems.length > 0) return 'problem';
    if (plan.match === null) return 'new';
    return changesSomething(plan, mayLower) ? 'changed' : 'unchanged';
  };
  return {
    rows: rows.map((row, index) => toCompared(row, plans[index], outcome(index, true))),
    outcome,
    write: async (command, { mayLower, onProgress }: WriteOptions) => {
      const good: StudentPlan[] = [];
      const lowered = new Set<StudentPlan>();
      for (const [index, plan] of plans.entries()) {
        if (!plan || outcome(index, mayLower(index)) === 'problem') continue;
        good.push(plan);
        if (mayLower(index)) lowered.add(plan);
      }
      await writeStudents(command, good, picture, (plan) => lowered.has(plan), onProgress);
    },
  };
}

/** The values of a row without problems. A status cell that is empty says nothing of a pupil who has a status. */
function toValues(row: FileRow): StudentValues | undefined {
  const { fullName } = row.values;
  if (row.problems.length > 0 || typeof fullName !== 'string' || fullName === '') return undefined;
  // The reader has checked every value by the rules of its field.
  const values = { ...row.values, fullName } as StudentValues;
  const isSilent = values.povertyStatus === 'none' && row.source['povertyStatus']?.text.trim() === '';
  if (isSilent) values.povertyStatus = null;
  return values;
}

function toCompared(row: FileRow, plan: StudentPlan | undefined, group: ComparedRow['group']): ComparedRow {
  const place = placeNote.bind(null, row);
  return {
    group,
    isLowered: group === 'changed' && plan?.isLowered === true,
    label: String(row.values['fullName'] ?? row.source['fullName']?.text ?? ''),
    match: plan?.match ?? null,
    before: group === 'changed' && plan ? plan.before : {},
    problems: [...row.problems, ...(plan?.problems ?? []).map(place)],
    warnings: [...row.warnings, ...(plan?.warnings ?? []).map(place)],
  };
}
