/** The schools whose records a register holds: at school the one, at an office all that have sent. */
import type { School, SchoolCounts } from '../../shared/contract/schools.ts';
import { countDevicesBySchool, countReceiptsBySchool, countStudentsBySchool } from '../queries/school-counts.ts';
import { listSchools } from '../queries/schools.ts';
import type { Register } from '../register.ts';

/** By name, the Vietnamese way; schools of one name by code. */
export async function listAllSchools(register: Register): Promise<School[]> {
  await register.getInstallation();
  const collator = new Intl.Collator('vi', { numeric: true });
  return (await listSchools(register.reader)).sort(
    (first, second) => collator.compare(first.name, second.name) || collator.compare(first.code, second.code),
  );
}

/** The same with what each school has. */
export async function listSchoolCounts(register: Register): Promise<SchoolCounts[]> {
  const schools = await listAllSchools(register);
  const db = register.reader;
  const students = Map.groupBy(await countStudentsBySchool(db), (row) => row.owner);
  const devices = Map.groupBy(await countDevicesBySchool(db), (row) => row.owner);
  const receipts = new Map((await countReceiptsBySchool(db)).map((row) => [row.owner, row.count]));
  return schools.map((school) => {
    const pupils = students.get(school.owner) ?? [];
    const machines = devices.get(school.owner) ?? [];
    return {
      ...school,
      students: sum(pupils),
      poor: sum(pupils.filter((row) => row.povertyStatus === 'poor')),
      nearPoor: sum(pupils.filter((row) => row.povertyStatus === 'near_poor')),
      received: sum(pupils.filter((row) => row.deviceState === 'received')),
      devices: sum(machines),
      inStock: sum(machines.filter((row) => row.state === 'in_stock')),
      receipts: receipts.get(school.owner) ?? 0,
    };
  });
}

function sum(rows: readonly { count: number }[]): number {
  return rows.reduce((total, row) => total + row.count, 0);
}
