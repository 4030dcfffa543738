/** Everything that a pupil's page shows. */
import type { StudentPage } from '../../shared/contract/students.ts';
import { Problem } from '../../shared/problems.ts';
import { maskNumber } from '../../shared/rules/mask-number.ts';
import type { ReadHandle } from '../database/handles.ts';
import { listReceiptsOfStudent } from '../queries/receipt-entries.ts';
import { listAssignmentsOfStudent } from '../queries/student-papers.ts';
import {
  findHousehold,
  findStudent,
  findStudentOwner,
  listGuardians,
  listHouseholdMembers,
  listPovertyStatuses,
} from '../queries/students.ts';
import { findClass, findSchool } from '../queries/places.ts';
import type { Register } from '../register.ts';
import { maskReceipt } from './receipt-list.ts';

/**
 * One pupil with household, status history, guardians, planned devices and papers; also one who was voided. ID numbers
 * are masked; numbers.ofStudent tells them.
 *
 * Raises recordNotFound { table, record }.
 */
export async function getStudent(register: Register, id: string): Promise<StudentPage> {
  const db = register.reader;
  const owner = await findStudentOwner(db, id);
  const student = owner === undefined ? undefined : await findStudent(db, owner, id);
  if (owner === undefined || !student) throw new Problem('recordNotFound', { table: 'students', record: id });
  const schoolClass = student.class === null ? undefined : await findClass(db, owner, student.class);
  const { household, ...fields } = student;
  return {
    ...fields,
    personalId: maskNumber(fields.personalId),
    schoolName: (await findSchool(db, owner))?.name ?? null,
    className: schoolClass?.name ?? null,
    household: household === null ? null : await getHousehold(db, owner, household, id),
    povertyStatuses: household === null ? [] : await getPovertyStatuses(db, owner, household),
    guardians: (await listGuardians(db, owner, [id])).map((guardian) => ({
      id: guardian.id,
      name: guardian.name,
      relation: guardian.relation,
      phone: guardian.phone,
      personalId: maskNumber(guardian.personalId),
    })),
    assignments: await listAssignmentsOfStudent(db, owner, id),
    receipts: (await listReceiptsOfStudent(db, owner, id)).map(maskReceipt),
  };
}

async function getHousehold(db: ReadHandle, owner: string, id: string, student: string) {
  const household = await findHousehold(db, owner, id);
  if (!household) return null;
  const members = await listHouseholdMembers(db, owner, id);
  return {
    id,
    headName: household.headName,
    headPersonalId: maskNumber(household.headPersonalId),
    province: household.province,
    commune: household.commune,
    village: household.village,
    siblings: members.filter((member) => member.id !== student),
  };
}

async function getPovertyStatuses(db: ReadHandle, owner: string, household: string) {
  const statuses = await listPovertyStatuses(db, owner, [household]);
  return statuses.map((row) => ({
    id: row.id,
    status: row.status,
    reviewYear: row.reviewYear,
    standard: row.standard,
    certificateNo: row.certificateNo,
    certificateDate: row.certificateDate,
    certificateCommune: row.certificateCommune,
    validFrom: row.validFrom,
    isVoided: row.voidedAt !== null,
  }));
}
