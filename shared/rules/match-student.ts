/**
 * Which pupil of the register a row of a class list means: by student code, then personal ID, then folded name and
 * birth date, and class when several. Where two could be meant, a person decides.
 */
import {
  type Candidate,
  Candidates,
  earliest,
  firstFree,
  type KnownStudent,
  type Prepared,
  prepare,
  type StudentIdentity,
} from './student-candidates.ts';

/** How a row of a file stands to the register. `row` numbers are indexes into the rows that were given. */
export type StudentMatch =
  | { kind: 'new'; /** Another row has the same name and birth date in another class. */ hasNamesake: boolean }
  | { kind: 'known'; id: string }
  | { kind: 'problem'; code: MatchProblem; field: keyof StudentIdentity; student: string | null; row: number | null };

/**
 * `studentFitsSeveral`: several pupils fit. `identifiersDisagree`: the code is one pupil's, the personal ID another's.
 * `identifiersDiffer`: the pupil that fits has another code or personal ID. `rowRepeated`: an earlier row means the same.
 */
export type MatchProblem = 'studentFitsSeveral' | 'identifiersDisagree' | 'identifiersDiffer' | 'rowRepeated';

/**
 * Matches the rows of one file with the pupils of the register. Rows that name an identifier are served first, then
 * rows whose class fits too, so that the order of the rows does not decide who is whom. Void pupils must be left out.
 *
 * `rows[index]` undefined: a row that is not to be matched.
 */
export function matchStudents(
  rows: readonly (StudentIdentity | undefined)[],
  students: readonly KnownStudent[],
): StudentMatch[] {
  const register = new Candidates(students);
  const matches: StudentMatch[] = [];
  const open: { row: number; identity: Prepared }[] = [];
  const classKeys = new Map<string | null, string>();
  for (const [row, given] of rows.entries()) {
    if (!given) continue;
    const identity = prepare(given, classKeys);
    const match = matchByIdentifiers(row, identity, register);
    if (match) matches[row] = match;
    else open.push({ row, identity });
  }
  const withoutClass = open.filter(({ row, identity }) => {
    const match = matchInClass(row, identity, register);
    if (match) matches[row] = match;
    return !match;
  });
  for (const { row, identity } of withoutClass) matches[row] = matchByName(row, identity, register);
  return matches;
}

function matchByIdentifiers(row: number, identity: Prepared, register: Candidates): StudentMatch | undefined {
  const byCode = register.withCode(identity.moetId);
  const byPersonalId = register.withPersonalId(identity.personalId);
  if (byCode.length > 1) return problem('studentFitsSeveral', 'moetId', byCode[0]);
  const [named] = byCode;
  if (named) {
    if (byPersonalId.length > 0 && !byPersonalId.includes(named))
      return problem('identifiersDisagree', 'personalId', byPersonalId[0]);
    if (differ(identity.personalId, named.personalId)) return problem('identifiersDiffer', 'personalId', named);
    return claim(row, named, 'moetId', register);
  }
  if (byPersonalId.length > 1) return problem('studentFitsSeveral', 'personalId', byPersonalId[0]);
  const [holder] = byPersonalId;
  if (!holder) return undefined;
  if (differ(identity.moetId, holder.moetId)) return problem('identifiersDiffer', 'moetId', holder);
  return claim(row, holder, 'personalId', register);
}

/** Name, birth date and class all fit one pupil whom no row means yet. */
function matchInClass(row: number, identity: Prepared, register: Candidates): StudentMatch | undefined {
  const [fitting, another] = firstFree(register.classmates(identity));
  if (!fitting || another || !compatible(fitting, identity)) return undefined;
  return claim(row, fitting, 'fullName', register);
}

function matchByName(row: number, identity: Prepared, register: Candidates): StudentMatch {
  // A row before created the pupil that this row's identifier names.
  const [twin] = [...register.withCode(identity.moetId), ...register.withPersonalId(identity.personalId)];
  if (twin) return repeated(twin, twin.moetId === identity.moetId && identity.moetId ? 'moetId' : 'personalId');

  const classmates = register.classmates(identity).filter((queue) => queue.fits(identity));
  const [freeInClass, anotherInClass] = firstFree(classmates);
  if (freeInClass && anotherInClass) return problem('studentFitsSeveral', 'fullName', freeInClass);
  if (freeInClass) return claim(row, freeInClass, 'fullName', register);
  const taken = earliest(classmates.map(({ firstTaken }) => firstTaken));
  if (taken) return repeated(taken, 'fullName');
  const namesakes = register.namesakes(identity);
  const [free, anotherFree] = firstFree(namesakes.filter((queue) => queue.fits(identity)));
  if (free && anotherFree) return problem('studentFitsSeveral', 'fullName', free);
  if (free) return claim(row, free, 'fullName', register);

  const [other] = firstFree(namesakes.filter((queue) => !queue.fits(identity)));
  if (other) {
    const field = differ(identity.moetId, other.moetId) ? 'moetId' : 'personalId';
    return problem('identifiersDiffer', field, other);
  }
  const undated = register.undatedClassmates(identity).filter((queue) => queue.fits(identity));
  const [likely, anotherLikely] = firstFree(undated);
  if (likely && anotherLikely) return problem('studentFitsSeveral', 'birthDate', likely);
  if (likely) return claim(row, likely, 'birthDate', register);
  register.add(row, identity);
  return { kind: 'new', hasNamesake: namesakes.length > 0 };
}

function claim(row: number, candidate: Candidate, field: keyof StudentIdentity, register: Candidates): StudentMatch {
  if (candidate.row !== null) return repeated(candidate, field);
  candidate.row = row;
  register.noteTaken(candidate);
  return { kind: 'known', id: candidate.id };
}

function repeated(candidate: Candidate, field: keyof StudentIdentity): StudentMatch {
  const student = candidate.isNew ? null : candidate.id;
  return { kind: 'problem', code: 'rowRepeated', field, student, row: candidate.row };
}

function problem(code: MatchProblem, field: keyof StudentIdentity, candidate: Candidate | undefined): StudentMatch {
  const student = candidate === undefined || candidate.isNew ? null : candidate.id;
  return { kind: 'problem', code, field, student, row: candidate?.row ?? null };
}

function differ(one: string | null, other: string | null): boolean {
  return Boolean(one) && Boolean(other) && one !== other;
}

function compatible(candidate: StudentIdentity, identity: StudentIdentity): boolean {
  return !differ(candidate.moetId, identity.moetId) && !differ(candidate.personalId, identity.personalId);
}
