/** What each row of a class list does to the register: matched, compared, decided. Pure. */
import { betterSpelling } from '../../shared/rules/better-spelling.ts';
import { decideGuardian, type GuardianDecision } from '../../shared/rules/decide-guardian.ts';
import { foldText } from '../../shared/rules/fold.ts';
import { matchStudents, type StudentMatch } from '../../shared/rules/match-student.ts';
import { type StudentIdentity } from '../../shared/rules/student-candidates.ts';
import type { NewRecordFields } from '../../shared/records/record-tables.ts';
import { type ClassPlan, ClassPlans } from './import-class-plan.ts';
import { type Before, type HouseholdPlan, HouseholdPlans } from './import-household-plan.ts';
import { shareKeyOf } from './import-shared-households.ts';
import type { StudentPicture } from './import-student-picture.ts';
import type { StudentValueName, StudentValues } from './import-values.ts';

/** Something to tell about a row: `field` is the value it concerns. */
export interface PlanNote {
  problem: string;
  field: StudentValueName | null;
  details: Record<string, string | number | null>;
}

export interface StudentPlan {
  values: StudentValues;
  /** The pupil that the row means; null: a new one. */
  match: string | null;
  /** Why the row cannot be imported; with any of these nothing of it is. */
  problems: PlanNote[];
  warnings: PlanNote[];
  /** Fields of the pupil to write; of a new one all that are known. */
  fields: Omit<Partial<NewRecordFields<'students'>>, 'class' | 'household'>;
  /** The class that the row names. */
  schoolClass: ClassPlan | null;
  /** The pupil is put into the class by this import. */
  joinsClass: boolean;
  household: HouseholdPlan | null;
  /** The pupil is put into the household by this import. */
  joinsHousehold: boolean;
  guardian: GuardianDecision;
  /** Values that the row changes, as they are now. */
  before: Before;
  isLowered: boolean;
}

/** Where the row of this index stands, for notes that point at another row. */
export type RowName = (index: number) => { otherRow: number; otherSheet: string | null };

const TEXT_FIELDS = ['fullName', 'ethnicity', 'note'] as const;
const PLAIN_FIELDS = ['moetId', 'personalId', 'birthDate', 'gender'] as const;

/** What the rows are recognised by, and what makes siblings of them: what the picture is to be gathered for. */
export interface IdentifiedRows {
  identities: (StudentIdentity | undefined)[];
  shareKeys: (string | undefined)[];
}

export function identifyRows(rows: readonly (StudentValues | undefined)[]): IdentifiedRows {
  return {
    identities: rows.map(
      (values) =>
        values && {
          moetId: values.moetId ?? null,
          personalId: values.personalId ?? null,
          fullName: values.fullName,
          birthDate: values.birthDate ?? null,
          className: values.className ?? null,
        },
    ),
    shareKeys: rows.map((values) => values && shareKeyOf(values, values.headName ?? values.guardianName)),
  };
}

/**
 * Plans the rows of one class list; `rows[index]` undefined: a row with problems of its own, which is left alone.
 */
export function planStudents(
  rows: readonly (StudentValues | undefined)[],
  { identities, shareKeys }: IdentifiedRows,
  picture: StudentPicture,
  today: string,
  rowName: RowName,
): (StudentPlan | undefined)[] {
  const matches = matchStudents(identities, picture.candidates);
  const places = { classes: new ClassPlans(picture), households: new HouseholdPlans(picture, today) };
  const plans = rows.map((values, index) => {
    const match = matches[index];
    return values && match
      ? planRow(values, match, picture, places, { shareKey: shareKeys[index], rowName })
      : undefined;
  });
  for (const plan of plans) if (plan) finishPlan(plan);
  return plans;
}

function planRow(
  values: StudentValues,
  match: StudentMatch,
  picture: StudentPicture,
  places: { classes: ClassPlans; households: HouseholdPlans },
  row: { shareKey: string | undefined; rowName: RowName },
): StudentPlan {
  const plan: StudentPlan = {
    values,
    match: null,
    problems: [],
    warnings: [],
    fields: {},
    schoolClass: null,
    joinsClass: false,
    household: null,
    joinsHousehold: false,
    guardian: { kind: 'keep' },
    before: {},
    isLowered: false,
  };
  if (match.kind === 'problem') {
    plan.problems.push(noteOfMatch(match, values, picture, row.rowName));
    return plan;
  }
  if (match.kind === 'known') plan.match = match.id;
  else if (match.hasNamesake) plan.warnings.push({ problem: 'studentHasNamesake', field: 'fullName', details: {} });

  planFields(plan, picture);
  planClass(plan, picture, places.classes);
  planHousehold(plan, picture, places.households, row.shareKey);
  planGuardian(plan, picture);
  return plan;
}

function planFields(plan: StudentPlan, picture: StudentPicture): void {
  const { values } = plan;
  const stored = plan.match === null ? undefined : picture.students.get(plan.match);
  const changes: Partial<Record<StudentValueName, string>> = {};
  for (const field of TEXT_FIELDS) {
    const value = betterSpelling(stored?.[field] ?? null, values[field]);
    if (value !== null) changes[field] = value;
  }
  for (const field of PLAIN_FIELDS) {
    const value = values[field];
    if (value && value !== stored?.[field]) changes[field] = value;
  }
  Object.assign(plan.fields, changes);
  if (!stored) return;
  for (const field of [...TEXT_FIELDS, ...PLAIN_FIELDS]) if (field in changes) plan.before[field] = stored[field];
  const isRenamed = plan.before.fullName && foldText(stored.fullName) !== foldText(values.fullName);
  if (isRenamed && plan.before.birthDate)
    plan.warnings.push({
      problem: 'studentIsAnother',
      field: 'fullName',
      details: { student: stored.fullName, birthDate: stored.birthDate },
    });
}

function planClass(plan: StudentPlan, picture: StudentPicture, classes: ClassPlans): void {
  plan.schoolClass = classes.plan(plan.values);
  if (!plan.schoolClass) return;
  const stored = plan.match === null ? undefined : picture.students.get(plan.match);
  plan.joinsClass = plan.schoolClass.id === null || stored?.class !== plan.schoolClass.id;
  if (!stored || !plan.joinsClass) return;
  const before = stored.class === null ? undefined : picture.classNames.get(stored.class);
  const isOfThisYear = before?.schoolYear === picture.schoolYear;
  plan.before.className =
    before === undefined ? null : isOfThisYear ? before.name : `${before.name} (${before.schoolYear})`;
}

function planHousehold(
  plan: StudentPlan,
  picture: StudentPicture,
  households: HouseholdPlans,
  shareKey: string | undefined,
): void {
  const stored = plan.match === null ? undefined : picture.students.get(plan.match);
  const current = stored?.household ?? null;
  const planned = households.plan(plan.values, current, shareKey);
  if (!planned) return;
  plan.household = planned.household;
  plan.joinsHousehold = planned.household.id === null || planned.household.id !== current;
  for (const field of planned.contradicts)
    plan.warnings.push({ problem: 'householdContradicts', field, details: { student: null } });
}

function planGuardian(plan: StudentPlan, picture: StudentPicture): void {
  const { guardianName, guardianRelation, guardianPhone, guardianPersonalId } = plan.values;
  const known = plan.match === null ? [] : (picture.guardians.get(plan.match) ?? []);
  plan.guardian = decideGuardian(known, {
    ...(guardianName && { name: guardianName }),
    ...(guardianRelation && { relation: guardianRelation }),
    ...(guardianPhone && { phone: guardianPhone }),
    ...(guardianPersonalId && { personalId: guardianPersonalId }),
  });
  if (plan.match === null || plan.guardian.kind === 'keep') return;
  const before = plan.guardian.kind === 'change' ? plan.guardian.before : undefined;
  const names = {
    name: 'guardianName',
    relation: 'guardianRelation',
    phone: 'guardianPhone',
    personalId: 'guardianPersonalId',
  } as const;
  for (const [field, name] of Object.entries(names) as [keyof typeof names, StudentValueName][]) {
    const value = plan.guardian.fields[field];
    if (value) plan.before[name] = before?.[field] || null;
  }
}

/** Once all rows have spoken of a class or household: what its change means for each of them. */
function finishPlan(plan: StudentPlan): void {
  const { household, schoolClass } = plan;
  if (plan.problems.length > 0) return;
  if (plan.match !== null && schoolClass?.site) plan.before.siteName = null;
  if (!household) return;
  if (plan.match !== null) {
    if (household.id !== null && !plan.joinsHousehold) Object.assign(plan.before, household.before);
    else
      for (const [field, value] of Object.entries(household.said))
        if (value) Object.assign(plan.before, { [field]: null });
  }
  plan.isLowered = household.poverty.kind === 'add' && household.poverty.isLowering;
}

function noteOfMatch(
  match: StudentMatch & { kind: 'problem' },
  values: StudentValues,
  picture: StudentPicture,
  rowName: RowName,
): PlanNote {
  const student = match.student === null ? undefined : picture.students.get(match.student);
  const className = student?.class ? (picture.classNames.get(student.class)?.name ?? null) : null;
  const details = { student: student?.fullName ?? null, className, key: values[match.field] ?? values.fullName };
  if (match.code !== 'rowRepeated') return { problem: match.code, field: match.field, details };
  return { problem: 'pupilRepeated', field: match.field, details: match.row === null ? {} : rowName(match.row) };
}

/** True when the row writes anything; `mayLower`: the clerk ticked it. */
export function changesSomething(plan: StudentPlan, mayLower: boolean): boolean {
  const { household } = plan;
  const writesStatus = household !== null && household.poverty.kind !== 'keep' && (mayLower || !plan.isLowered);
  return (
    plan.match === null ||
    Object.keys(plan.fields).length > 0 ||
    plan.joinsClass ||
    Boolean(plan.schoolClass?.site) ||
    plan.guardian.kind !== 'keep' ||
    (household !== null && (plan.joinsHousehold || Object.keys(household.fields).length > 0 || writesStatus))
  );
}
