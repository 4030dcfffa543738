/** Ctrl K: finds anything by a few letters or digits. */
import type { SearchHit } from '../../shared/contract/students.ts';
import { isNamedSo } from '../database/sqlite/name-search.ts';
import { findStudentIds, listDeviceHits, listStudentHits } from '../queries/search-hits.ts';
import { parseSearchText } from '../queries/search-text.ts';
import type { Register } from '../register.ts';

/** More than are shown, so that the best of them can be put first. */
const GATHERED = 60;
/** Shorter texts are the beginning of too many serial numbers to be meant as one. */
const SHORTEST_NUMBER = 2;

/**
 * Pupils in use by folded name (each word typed begins some word), initials, ministry code or personal ID; devices by
 * serial number or IMEI. First the pupils whose name begins with what was typed, accents and all, then those whose
 * folded name does, those with the words elsewhere in it, then the others; each group the Vietnamese way. Devices
 * follow, unless only they match.
 */
export async function findAnything(
  register: Register,
  { text, limit }: { text: string; limit: number },
): Promise<SearchHit[]> {
  await register.getInstallation();
  const parsed = parseSearchText(text);
  if (!parsed) return [];
  const ids = await findStudentIds(register.reader, parsed, Math.max(limit, GATHERED));
  const rows = ids.length === 0 ? [] : await listStudentHits(register.reader, ids);
  const typed = plain(text);
  const folded = parsed.words.join(' ');
  const students = rows
    .map((row) => ({
      row,
      rank: [
        plain(row.fullName).startsWith(typed),
        row.foldedName.startsWith(folded),
        isNamedSo(row.foldedName, parsed.words),
        true,
      ].indexOf(true),
    }))
    .sort((a, b) => a.rank - b.rank || compareText(a.row.sortKey, b.row.sortKey) || compareText(a.row.id, b.row.id))
    .slice(0, limit)
    .map(({ row }): SearchHit => ({
      kind: 'student',
      id: row.id,
      label: row.fullName,
      className: row.className,
      birthDate: row.birthDate,
      student: row.id,
      schoolName: row.schoolName,
      detail: row.moetId,
    }));
  const number = text.replace(/\s/g, '');
  if (students.length >= limit || number.length < SHORTEST_NUMBER) return students;
  const devices = await listDeviceHits(register.reader, number, limit - students.length);
  return [
    ...students,
    ...devices.map((device): SearchHit => ({
      kind: 'device',
      id: device.id,
      label: device.serialNumber,
      className: device.className,
      birthDate: null,
      student: device.student,
      schoolName: device.schoolName,
      detail: device.fullName ?? device.model ?? device.name,
    })),
  ];
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
