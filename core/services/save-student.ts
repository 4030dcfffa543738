/** A pupil's form: creates or changes the pupil with household, guardian and poverty status, in one command. */
import type { StudentInput } from '../../shared/contract/students.ts';
import { Problem } from '../../shared/problems.ts';
import { checkStudent, type StoredStudent, type StudentWarning } from '../../shared/rules/check-student.ts';
import { foldText } from '../../shared/rules/fold.ts';
import { maskNumber, unmaskNumber } from '../../shared/rules/mask-number.ts';
import { newPovertyEntry } from '../../shared/rules/poverty-entry.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';
import type { Command } from '../journal/command.ts';
import { findClass } from '../queries/places.ts';
import {
  findHousehold,
  findStudent,
  listGuardians,
  listPovertyStatuses,
  listStudentsNamed,
} from '../queries/students.ts';
import type { Register, Session } from '../register.ts';
import { isSameClassName, saveClassNamed } from './classes.ts';
import { checkStudentNumbers } from './student-numbers.ts';

interface Gathered {
  schoolClass: SyncedRow<'classes'> | undefined;
  student: SyncedRow<'students'> | undefined;
  household: SyncedRow<'households'> | undefined;
  guardian: SyncedRow<'guardians'> | undefined;
}

const NOTHING: Gathered = { student: undefined, schoolClass: undefined, household: undefined, guardian: undefined };

/**
 * Saves what the form says. `household` and `guardian` change only the fields that they name; a guardian whose name was
 * emptied is taken off; `povertyStatus` adds an entry to the household's history unless the newest one says the same.
 *
 * Raises recordNotFound, studentDouble { student, fullName, className }, moetIdTaken and personalIdTaken
 * { student, fullName }, and what {@link checkStudent} raises.
 */
export function saveStudent(
  register: Register,
  session: Session,
  given: StudentInput,
): Promise<{ command: string | null; id: string; warnings: StudentWarning[] }> {
  return register.run(session, async (command) => {
    const db = await command.read();
    const before = await gather(db, command.owner, given.id);
    const { input, warnings } = checkStudent(unmasked(given, before), toStored(before), register.today());
    await checkOthers(db, command.owner, input);

    const household = await saveHousehold(command, before, input);
    const fields = {
      moetId: input.moetId,
      personalId: input.personalId,
      fullName: input.fullName,
      sortName: input.sortName,
      birthDate: input.birthDate,
      gender: input.gender,
      ethnicity: input.ethnicity,
      class: await saveClass(command, before, input),
      household,
      note: input.note,
    };
    if (input.id !== undefined) await command.change('students', input.id, fields);
    const id = input.id ?? command.create('students', fields);
    await saveGuardian(command, before.guardian, input, id);
    if (household !== null) await savePovertyStatus(command, household, input, register.today());
    return { id, warnings: warnings.map(withoutNumber), command: command.id };
  });
}

async function gather(db: WriteHandle, owner: string, id: string | undefined): Promise<Gathered> {
  if (id === undefined) return NOTHING;
  const student = await findStudent(db, owner, id);
  if (!student) throw new Problem('recordNotFound', { table: 'students', record: id });
  return {
    student,
    schoolClass: student.class === null ? undefined : await findClass(db, owner, student.class),
    household: student.household === null ? undefined : await findHousehold(db, owner, student.household),
    guardian: (await listGuardians(db, owner, [id]))[0],
  };
}

function toStored({ student, household, guardian }: Gathered): StoredStudent {
  return {
    moetId: student?.moetId ?? null,
    personalId: student?.personalId ?? null,
    guardianPhone: guardian?.phone ?? null,
    guardianPersonalId: guardian?.personalId ?? null,
    headPersonalId: household?.headPersonalId ?? null,
  };
}

/** Numbers that the form got masked and that nobody changed stay as they are. */
function unmasked(given: StudentInput, { student, household, guardian }: Gathered): StudentInput {
  const { household: ofHousehold, guardian: ofGuardian } = given;
  return {
    ...given,
    personalId: unmaskNumber(given.personalId, [student?.personalId]),
    household: ofHousehold?.headPersonalId
      ? { ...ofHousehold, headPersonalId: unmaskNumber(ofHousehold.headPersonalId, [household?.headPersonalId]) }
      : ofHousehold,
    guardian: ofGuardian?.personalId
      ? { ...ofGuardian, personalId: unmaskNumber(ofGuardian.personalId, [guardian?.personalId]) }
      : ofGuardian,
  };
}

/** A warning may be about a number that whoever saved the form has not seen whole. */
function withoutNumber({ details, ...warning }: StudentWarning): StudentWarning {
  const { personalId } = details;
  return {
    ...warning,
    details: typeof personalId === 'string' ? { ...details, personalId: maskNumber(personalId) } : details,
  };
}

/** Rules across pupils: numbers are nobody else's, and a new pupil is not one that the register has. */
async function checkOthers(db: WriteHandle, owner: string, input: StudentInput): Promise<void> {
  await checkStudentNumbers(db, input);
  if (input.id !== undefined || input.isKnownDouble) return;
  const namesakes = await listStudentsNamed(db, owner, foldText(input.fullName));
  const like = namesakes.find((student) => student.birthDate === input.birthDate);
  if (!like) return;
  throw new Problem('studentDouble', { student: like.id, fullName: like.fullName, className: like.className });
}

/** A pupil whose class is called so already, be it of an earlier school year, stays in it. */
async function saveClass(command: Command, before: Gathered, input: StudentInput): Promise<string | null> {
  const { schoolClass } = before;
  if (schoolClass && input.className !== null && isSameClassName(schoolClass.name, input.className))
    return schoolClass.id;
  return saveClassNamed(command, input.className);
}

/** Id of the pupil's household; made when the form says something that needs one. */
async function saveHousehold(command: Command, before: Gathered, input: StudentInput): Promise<string | null> {
  const given = input.household ?? {};
  if (before.household) {
    await command.change('households', before.household.id, given);
    return before.household.id;
  }
  const saysSomething = Object.values(given).some((value) => value !== null && value !== undefined);
  return saysSomething || input.povertyStatus ? command.create('households', given) : null;
}

async function saveGuardian(
  command: Command,
  before: SyncedRow<'guardians'> | undefined,
  input: StudentInput,
  student: string,
): Promise<void> {
  const given = input.guardian;
  if (!given) return;
  const { name, ...others } = given;
  if (before && name === null) {
    await command.change('guardians', before.id, { voidedAt: command.at, voidReason: null });
  } else if (before) {
    await command.change('guardians', before.id, { ...others, ...(name && { name }) });
  } else if (name) {
    command.create('guardians', { student, name, ...others });
  } else if (Object.values(others).some((value) => value !== null && value !== undefined)) {
    throw new Problem('valueRefused', { field: 'guardian.name' });
  }
}

async function savePovertyStatus(
  command: Command,
  household: string,
  input: StudentInput,
  today: string,
): Promise<void> {
  const given = input.povertyStatus;
  if (!given) return;
  const history = await listPovertyStatuses(await command.read(), command.owner, [household]);
  const current = history.find((status) => status.voidedAt === null);
  const entry = newPovertyEntry(given, current, today);
  if (entry) command.create('poverty_statuses', { household, ...entry });
}
