/** Lớp of the current school year. */
import type { SchoolClass } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import { readClassName } from '../../shared/rules/class-name.ts';
import { foldText } from '../../shared/rules/fold.ts';
import { compareClassNames } from '../../shared/rules/vietnamese-order.ts';
import type { SyncedRow } from '../database/tables.ts';
import type { Command } from '../journal/command.ts';
import { findSchool, listClasses } from '../queries/places.ts';
import { listSchools, ownerAsked } from '../queries/schools.ts';
import { countStudentsByStanding } from '../queries/student-counts.ts';
import type { Register, Session } from '../register.ts';

/** Classes of the current school year with their pupils counted, 6A before 10A; of one school or of all. */
export async function listCurrentClasses(register: Register, owner: string | null): Promise<SchoolClass[]> {
  const db = register.reader;
  const asked = ownerAsked(await register.getInstallation(), owner);
  const counts = new Map<string, number>();
  for (const row of await countStudentsByStanding(db, owner)) {
    if (row.class !== null) counts.set(row.class, (counts.get(row.class) ?? 0) + row.count);
  }
  const owners = asked === null ? (await listSchools(db)).map((school) => school.owner) : [asked];
  const classes: SyncedRow<'classes'>[] = [];
  for (const one of owners) {
    const school = await findSchool(db, one);
    if (school) classes.push(...(await listClasses(db, one, school.schoolYear)));
  }
  return classes
    .map((row) => ({
      id: row.id,
      owner: row.owner,
      name: row.name,
      schoolYear: row.schoolYear,
      site: row.site,
      homeroomTeacher: row.homeroomTeacher,
      studentCount: counts.get(row.id) ?? 0,
    }))
    .sort((first, second) => compareClassNames(first.name, second.name));
}

/**
 * Enters a class of the current school year or changes one.
 *
 * Raises classNameTaken { name }, valueRefused { field }, recordNotFound { table, record }.
 */
export function saveClass(
  register: Register,
  session: Session,
  input: { id?: string; name: string; site: string | null; homeroomTeacher: string | null },
): Promise<{ command: string | null; id: string }> {
  return register.run(session, async (command) => {
    const { id, ...others } = input;
    const fields = { ...others, name: readName(input.name) };
    const { schoolYear, classes } = await gatherClasses(command);
    const taken = classes.find((row) => row.id !== id && isSameClassName(row.name, fields.name));
    if (taken) throw new Problem('classNameTaken', { name: taken.name });
    if (id !== undefined) await command.change('classes', id, fields);
    return { id: id ?? command.create('classes', { ...fields, schoolYear }), command: command.id };
  });
}

/** The class of that name in the current school year, made when the school has none; null for no name. */
export async function saveClassNamed(command: Command, name: string | null): Promise<string | null> {
  if (name === null) return null;
  const { schoolYear, classes } = await gatherClasses(command);
  const known = classes.find((row) => isSameClassName(row.name, name));
  return known?.id ?? command.create('classes', { name, schoolYear });
}

/** As a class list's name is read: "lớp 6 a" is 6A. */
function readName(written: string): string {
  const { value } = readClassName(written);
  if (value === null) throw new Problem('valueRefused', { field: 'name' });
  return value;
}

async function gatherClasses(command: Command): Promise<{ schoolYear: string; classes: SyncedRow<'classes'>[] }> {
  const db = await command.read();
  const school = await findSchool(db, command.owner);
  if (!school) throw new Problem('recordNotFound', { table: 'schools' });
  return { schoolYear: school.schoolYear, classes: await listClasses(db, command.owner, school.schoolYear) };
}

/** 6A, 6a and "6 A" are one class. */
export function isSameClassName(first: string, second: string): boolean {
  return foldText(first).replaceAll(' ', '') === foldText(second).replaceAll(' ', '');
}
