/** What the search box finds: pupils by name, initials and number, devices by number. Bounded, never ranked over all. */
import type { ReadHandle } from '../database/handles.ts';
import { findDevicesByNumber } from '../database/sqlite/device-numbers.ts';
import { findNames, findStudentsNamed } from '../database/sqlite/name-search.ts';
import { startsWith } from './prefix.ts';
import { schoolName } from './schools.ts';
import type { SearchText } from './search-text.ts';

/** Ids of pupils in use, those whose name begins with what was typed before those in which it stands elsewhere. */
export async function findStudentIds(db: ReadHandle, text: SearchText, limit: number): Promise<string[]> {
  const names = await findNames(db, text.words, limit);
  const ids = new Set(await findStudentsNamed(db, names, limit));
  if (text.number) {
    for (const column of ['moetId', 'personalId'] as const) {
      const rows = await db
        .selectFrom('students')
        .select('id')
        .where(startsWith(`students.${column}`, text.number))
        .where('voidedAt', 'is', null)
        .limit(limit)
        .execute();
      for (const { id } of rows) ids.add(id);
    }
  }
  return [...ids].slice(0, limit);
}

/** What a hit shows of pupils. */
export function listStudentHits(db: ReadHandle, ids: readonly string[]) {
  return db
    .selectFrom('studentSearch')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'studentSearch.owner').onRef('students.id', '=', 'studentSearch.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .select([
      'students.id',
      schoolName(db, 'students.owner'),
      'students.fullName',
      'students.birthDate',
      'students.moetId',
      'classes.name as className',
      'studentSearch.sortKey',
      'studentSearch.foldedName',
    ])
    .where('studentSearch.student', 'in', ids)
    .execute();
}

/** Devices in use whose serial number or IMEI begins so, with who holds or shall get them. */
export async function listDeviceHits(db: ReadHandle, number: string, limit: number) {
  const ids = await findDevicesByNumber(db, number, limit);
  if (ids.length === 0) return [];
  return db
    .selectFrom('deviceSearch')
    .innerJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'deviceSearch.owner').onRef('devices.id', '=', 'deviceSearch.device'),
    )
    .leftJoin('students', (join) =>
      join.onRef('students.owner', '=', 'deviceSearch.owner').onRef('students.id', '=', 'deviceSearch.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .select([
      'devices.id',
      schoolName(db, 'devices.owner'),
      'devices.serialNumber',
      'devices.model',
      'devices.name',
      'deviceSearch.student',
      'students.fullName',
      'classes.name as className',
    ])
    .where((where) =>
      where.eb(
        where.refTuple('deviceSearch.owner', 'deviceSearch.device'),
        'in',
        ids.map(({ owner, id }) => where.tuple(owner, id)),
      ),
    )
    .orderBy('devices.serialNumber')
    .execute();
}
