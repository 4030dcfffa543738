/** Pupils as flat records: the keys of a class list, for the command line and the export. */
import type { StudentRecord } from '../../shared/contract/students.ts';
import { maskNumber } from '../../shared/rules/mask-number.ts';
import { currentPoverty } from '../../shared/rules/poverty-history.ts';
import { countListedStudents } from '../queries/student-list.ts';
import { ownerAsked } from '../queries/schools.ts';
import { listRecordPage } from '../queries/student-records.ts';
import { listGuardians, listPovertyStatuses } from '../queries/students.ts';
import type { Register, Session } from '../register.ts';
import { rememberNumbersListed } from './id-numbers.ts';

/**
 * Pupils in use, of one class or all, in class and name order; values exactly as stored, ID numbers masked unless
 * `wholeNumbers` asks for them, which is remembered.
 */
export async function listStudentRecords(
  register: Register,
  session: Session,
  input: { owner: string | null; class: string | null; wholeNumbers: boolean; offset: number; limit: number },
): Promise<{ total: number; rows: StudentRecord[] }> {
  const db = register.reader;
  const filter = {
    owner: input.owner,
    class: input.class,
    text: null,
    isBroad: false,
    povertyStatus: null,
    device: null,
    round: null,
    consent: null,
    includeVoided: false,
  };
  const total = (await countListedStudents(db, filter)).reduce((sum, row) => sum + row.count, 0);
  const students = await listRecordPage(db, { ...filter, sort: 'class', offset: input.offset, limit: input.limit });
  const households = [...new Set(students.flatMap((row) => row.household ?? []))];
  const owner = ownerAsked(await register.getInstallation(), input.owner);
  const guardians = await listGuardians(
    db,
    owner,
    students.map((row) => row.id),
  );
  const statuses = Map.groupBy(
    (await listPovertyStatuses(db, owner, households)).filter((row) => row.voidedAt === null),
    (row) => `${row.owner} ${row.household}`,
  );
  const guardiansOf = Map.groupBy(guardians, (row) => `${row.owner} ${row.student}`);
  if (input.wholeNumbers && input.offset === 0) await rememberNumbersListed(register, session, 'students', total);
  return {
    total,
    rows: students.map(({ household, ...student }) => {
      const status =
        household === null ? undefined : currentPoverty(statuses.get(`${student.owner} ${household}`) ?? []);
      const guardian = guardiansOf.get(`${student.owner} ${student.id}`)?.[0];
      return {
        ...student,
        personalId: input.wholeNumbers ? student.personalId : maskNumber(student.personalId),
        povertyStatus: status?.status ?? null,
        certificateNo: status?.certificateNo ?? null,
        guardianName: guardian?.name || null,
        guardianRelation: guardian?.relation ?? null,
        guardianPhone: guardian?.phone ?? null,
      };
    }),
  };
}
