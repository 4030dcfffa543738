/** What the register knows of the pupils that a class list may mean: gathered in bulk, never row by row. */
import { foldText } from '../../shared/rules/fold.ts';
import { classKey, type KnownStudent, type StudentIdentity } from '../../shared/rules/student-candidates.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';
import { inSlices } from '../queries/in-slices.ts';
import { findSchool, listClasses, listSites } from '../queries/places.ts';
import { groupBy, listUsed, listUsedById, present } from '../queries/used-rows.ts';
import { findSharedHouseholds } from './import-shared-households.ts';

export interface StudentPicture {
  schoolYear: string;
  /** Pupils in use that a row may mean. */
  candidates: KnownStudent[];
  students: Map<string, SyncedRow<'students'>>;
  /** Guardians in use, by pupil; the first signs. */
  guardians: Map<string, SyncedRow<'guardians'>[]>;
  households: Map<string, SyncedRow<'households'>>;
  /** Poverty statuses in use, by household. */
  histories: Map<string, SyncedRow<'poverty_statuses'>[]>;
  /** Names of the classes of all years, by id. */
  classNames: Map<string, { name: string; schoolYear: string }>;
  /** Classes of the current school year, by {@link classKey}. */
  currentClasses: Map<string, { id: string; site: string | null }>;
  /** Sites in use, by folded name. */
  sites: Map<string, string>;
  /** Households that siblings share, by what makes them share it. */
  shared: Map<string, string>;
}

/** Gathers what these rows may mean. Void pupils are no candidates. */
export async function gatherStudentPicture(
  db: ReadHandle,
  owner: string,
  identities: readonly StudentIdentity[],
  shareKeys: ReadonlySet<string>,
): Promise<StudentPicture> {
  const schoolYear = (await findSchool(db, owner))?.schoolYear ?? '';
  const classes = await db
    .selectFrom('classes')
    .select(['id', 'name', 'schoolYear'])
    .where('owner', '=', owner)
    .execute();
  const classNames = new Map(classes.map((row) => [row.id, row]));
  const current = await listClasses(db, owner, schoolYear);
  const sites = (await listSites(db, owner)).filter((site) => site.voidedAt === null);

  const students = await listCandidates(db, owner, identities);
  const guardians = await listUsed(db, 'guardians', 'student', [...students.keys()]);
  const shared = await findSharedHouseholds(db, owner, shareKeys);
  const householdIds = present([...[...students.values()].map(({ household }) => household), ...shared.values()]);
  const households = await listUsedById(db, 'households', owner, householdIds);
  const statuses = await listUsed(db, 'poverty_statuses', 'household', householdIds);
  return {
    schoolYear,
    candidates: [...students.values()].map((student) => ({
      id: student.id,
      moetId: student.moetId,
      personalId: student.personalId,
      fullName: student.fullName,
      birthDate: student.birthDate,
      className: student.class === null ? null : (classNames.get(student.class)?.name ?? null),
    })),
    students,
    guardians: groupBy(guardians, (row) => row.student),
    households: new Map(households.map((row) => [row.id, row])),
    histories: groupBy(statuses, (row) => row.household),
    classNames,
    currentClasses: new Map(current.map((row) => [classKey(row.name), row])),
    sites: new Map(sites.map((site) => [foldText(site.name), site.id])),
    shared,
  };
}

async function listCandidates(
  db: ReadHandle,
  owner: string,
  identities: readonly StudentIdentity[],
): Promise<Map<string, SyncedRow<'students'>>> {
  const found = new Map<string, SyncedRow<'students'>>();
  const take = (rows: readonly SyncedRow<'students'>[]): void => {
    for (const row of rows) if (row.owner === owner) found.set(row.id, row);
  };
  for (const field of ['moetId', 'personalId'] as const)
    take(await listUsed(db, 'students', field, present(identities.map((identity) => identity[field]))));
  const named: string[] = [];
  await inSlices(present(identities.map(({ fullName }) => foldText(fullName))), async (names) => {
    const rows = await db
      .selectFrom('studentSearch')
      .select('student')
      .where('foldedName', 'in', names)
      .where('isVoided', '=', 0)
      .execute();
    for (const { student } of rows) if (!found.has(student)) named.push(student);
  });
  take(await listUsedById(db, 'students', owner, named));
  return found;
}
