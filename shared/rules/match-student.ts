/**
 * Which pupil of the register a row of a class list means: by student code, then personal ID, then folded name and
 * birth date, and class when several. Where two could be meant, a person decides.
 */
import { foldText } from './fold.ts';

/** What a row or a pupil is recognised by; null: not known. */
export interface StudentIdentity {
  moetId: string | null;
  personalId: string | null;
  fullName: string;
  birthDate: string | null;
  className: string | null;
}

export interface KnownStudent extends StudentIdentity {
  id: string;
}

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

interface Candidate extends KnownStudent {
  /** The row that means this pupil; null: none so far. */
  row: number | null;
  isNew: boolean;
}

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
  const open: { row: number; identity: StudentIdentity }[] = [];
  for (const [row, identity] of rows.entries()) {
    if (!identity) continue;
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

function matchByIdentifiers(row: number, identity: StudentIdentity, register: Candidates): StudentMatch | undefined {
  const byCode = register.withCode(identity.moetId);
  const byPersonalId = register.withPersonalId(identity.personalId);
  if (byCode.length > 1) return problem('studentFitsSeveral', 'moetId', byCode[0]);
  const [named] = byCode;
  if (named) {
    if (byPersonalId.length > 0 && !byPersonalId.includes(named))
      return problem('identifiersDisagree', 'personalId', byPersonalId[0]);
    if (differ(identity.personalId, named.personalId)) return problem('identifiersDiffer', 'personalId', named);
    return claim(row, named, 'moetId');
  }
  if (byPersonalId.length > 1) return problem('studentFitsSeveral', 'personalId', byPersonalId[0]);
  const [holder] = byPersonalId;
  if (!holder) return undefined;
  if (differ(identity.moetId, holder.moetId)) return problem('identifiersDiffer', 'moetId', holder);
  return claim(row, holder, 'personalId');
}

/** Name, birth date and class all fit one pupil whom no row means yet. */
function matchInClass(row: number, identity: StudentIdentity, register: Candidates): StudentMatch | undefined {
  const fitting = register
    .namesakes(identity)
    .filter((candidate) => isFree(candidate) && sameClass(candidate, identity));
  return fitting.length === 1 && compatible(fitting[0]!, identity) ? claim(row, fitting[0]!, 'fullName') : undefined;
}

function matchByName(row: number, identity: StudentIdentity, register: Candidates): StudentMatch {
  // A row before created the pupil that this row's identifier names.
  const [twin] = [...register.withCode(identity.moetId), ...register.withPersonalId(identity.personalId)];
  if (twin) return repeated(twin, twin.moetId === identity.moetId && identity.moetId ? 'moetId' : 'personalId');

  const namesakes = register.namesakes(identity);
  const fitting = namesakes.filter((candidate) => compatible(candidate, identity));
  const free = fitting.filter(isFree);
  const inClass = fitting.filter((candidate) => sameClass(candidate, identity));
  const freeInClass = inClass.filter(isFree);
  if (freeInClass.length === 1) return claim(row, freeInClass[0]!, 'fullName');
  if (freeInClass.length > 1) return problem('studentFitsSeveral', 'fullName', freeInClass[0]);
  const taken = inClass.find((candidate) => !isFree(candidate) && !isTwinWithOwnIdentifier(candidate, identity));
  if (taken) return repeated(taken, 'fullName');
  if (free.length === 1) return claim(row, free[0]!, 'fullName');
  if (free.length > 1) return problem('studentFitsSeveral', 'fullName', free[0]);

  const other = namesakes.find((candidate) => isFree(candidate) && !compatible(candidate, identity));
  if (other) {
    const field = differ(identity.moetId, other.moetId) ? 'moetId' : 'personalId';
    return problem('identifiersDiffer', field, other);
  }
  const undated = register.undatedNamesakes(identity).filter((candidate) => compatible(candidate, identity));
  if (undated.length === 1) return claim(row, undated[0]!, 'birthDate');
  if (undated.length > 1) return problem('studentFitsSeveral', 'birthDate', undated[0]);
  register.add(row, identity);
  return { kind: 'new', hasNamesake: namesakes.length > 0 };
}

/** Two rows of one file that each bring an identifier of a different kind or value are two children. */
function isTwinWithOwnIdentifier(candidate: Candidate, identity: StudentIdentity): boolean {
  return differ(identity.moetId, candidate.moetId) || differ(identity.personalId, candidate.personalId);
}

function claim(row: number, candidate: Candidate, field: keyof StudentIdentity): StudentMatch {
  if (candidate.row !== null) return repeated(candidate, field);
  candidate.row = row;
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

function isFree(candidate: Candidate): boolean {
  return candidate.row === null;
}

function differ(one: string | null, other: string | null): boolean {
  return Boolean(one) && Boolean(other) && one !== other;
}

function compatible(candidate: StudentIdentity, identity: StudentIdentity): boolean {
  return !differ(candidate.moetId, identity.moetId) && !differ(candidate.personalId, identity.personalId);
}

function sameClass(one: StudentIdentity, other: StudentIdentity): boolean {
  return classKey(one.className) === classKey(other.className);
}

/** 6A, 6a and "6 A" are one class. */
export function classKey(className: string | null): string {
  return foldText(className ?? '').replaceAll(' ', '');
}

class Candidates {
  readonly #byCode = new Map<string, Candidate[]>();
  readonly #byPersonalId = new Map<string, Candidate[]>();
  readonly #byName = new Map<string, Candidate[]>();

  constructor(students: readonly KnownStudent[]) {
    for (const student of students) this.#index({ ...student, row: null, isNew: false });
  }

  add(row: number, identity: StudentIdentity): void {
    this.#index({ ...identity, id: '', row, isNew: true });
  }

  withCode(moetId: string | null): readonly Candidate[] {
    return moetId ? (this.#byCode.get(moetId) ?? []) : [];
  }

  withPersonalId(personalId: string | null): readonly Candidate[] {
    return personalId ? (this.#byPersonalId.get(personalId) ?? []) : [];
  }

  /** Pupils of the same folded name and birth date. */
  namesakes({ fullName, birthDate }: StudentIdentity): readonly Candidate[] {
    return (this.#byName.get(foldText(fullName)) ?? []).filter((candidate) => candidate.birthDate === birthDate);
  }

  /** Free pupils of the same name and class where the birth date is missing on one side. */
  undatedNamesakes(identity: StudentIdentity): readonly Candidate[] {
    return (this.#byName.get(foldText(identity.fullName)) ?? []).filter(
      (candidate) =>
        isFree(candidate) &&
        (candidate.birthDate === null) !== (identity.birthDate === null) &&
        sameClass(candidate, identity),
    );
  }

  #index(candidate: Candidate): void {
    push(this.#byCode, candidate.moetId, candidate);
    push(this.#byPersonalId, candidate.personalId, candidate);
    push(this.#byName, foldText(candidate.fullName), candidate);
  }
}

function push(index: Map<string, Candidate[]>, key: string | null, candidate: Candidate): void {
  if (!key) return;
  const known = index.get(key);
  if (known) known.push(candidate);
  else index.set(key, [candidate]);
}
