/** The rules of matchStudents without its indexes: every row looks at every namesake. For small inputs. */
import { foldText } from '../../../shared/rules/fold.ts';
import { type MatchProblem, type StudentMatch } from '../../../shared/rules/match-student.ts';
import { classKey, type KnownStudent, type StudentIdentity } from '../../../shared/rules/student-candidates.ts';

/** An identity with what it is compared by: folded once, for lists have thousands of rows. */
interface Prepared extends StudentIdentity {
  foldedName: string;
  classKey: string;
}

interface Candidate extends Prepared {
  id: string;
  /** The row that means this pupil; null: none so far. */
  row: number | null;
  isNew: boolean;
}

export function matchStudentsSimply(
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
    return claim(row, named, 'moetId');
  }
  if (byPersonalId.length > 1) return problem('studentFitsSeveral', 'personalId', byPersonalId[0]);
  const [holder] = byPersonalId;
  if (!holder) return undefined;
  if (differ(identity.moetId, holder.moetId)) return problem('identifiersDiffer', 'moetId', holder);
  return claim(row, holder, 'personalId');
}

/** Name, birth date and class all fit one pupil whom no row means yet. */
function matchInClass(row: number, identity: Prepared, register: Candidates): StudentMatch | undefined {
  const fitting = register
    .namesakes(identity)
    .filter((candidate) => isFree(candidate) && sameClass(candidate, identity));
  return fitting.length === 1 && compatible(fitting[0]!, identity) ? claim(row, fitting[0]!, 'fullName') : undefined;
}

function matchByName(row: number, identity: Prepared, register: Candidates): StudentMatch {
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
  const taken = inClass.find((candidate) => !isFree(candidate));
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

function sameClass(one: Prepared, other: Prepared): boolean {
  return one.classKey === other.classKey;
}

function prepare(identity: StudentIdentity, classKeys: Map<string | null, string>): Prepared {
  const { className } = identity;
  const key = classKeys.get(className) ?? classKey(className);
  classKeys.set(className, key);
  return { ...identity, foldedName: foldText(identity.fullName), classKey: key };
}

class Candidates {
  readonly #byCode = new Map<string, Candidate[]>();
  readonly #byPersonalId = new Map<string, Candidate[]>();
  readonly #byName = new Map<string, Candidate[]>();
  readonly #byNameAndBirth = new Map<string, Candidate[]>();

  constructor(students: readonly KnownStudent[]) {
    const classKeys = new Map<string | null, string>();
    for (const student of students)
      this.#index({ ...prepare(student, classKeys), id: student.id, row: null, isNew: false });
  }

  add(row: number, identity: Prepared): void {
    this.#index({ ...identity, id: '', row, isNew: true });
  }

  withCode(moetId: string | null): readonly Candidate[] {
    return moetId ? (this.#byCode.get(moetId) ?? []) : [];
  }

  withPersonalId(personalId: string | null): readonly Candidate[] {
    return personalId ? (this.#byPersonalId.get(personalId) ?? []) : [];
  }

  /** Pupils of the same folded name and birth date. */
  namesakes({ foldedName, birthDate }: Prepared): readonly Candidate[] {
    return this.#byNameAndBirth.get(`${foldedName}|${birthDate ?? ''}`) ?? [];
  }

  /** Free pupils of the same name and class where the birth date is missing on one side. */
  undatedNamesakes(identity: Prepared): readonly Candidate[] {
    const { foldedName, birthDate } = identity;
    const namesakes = birthDate === null ? this.#byName.get(foldedName) : this.#byNameAndBirth.get(`${foldedName}|`);
    return (namesakes ?? []).filter(
      (candidate) => isFree(candidate) && candidate.birthDate !== birthDate && sameClass(candidate, identity),
    );
  }

  #index(candidate: Candidate): void {
    push(this.#byCode, candidate.moetId, candidate);
    push(this.#byPersonalId, candidate.personalId, candidate);
    push(this.#byName, candidate.foldedName, candidate);
    push(this.#byNameAndBirth, `${candidate.foldedName}|${candidate.birthDate ?? ''}`, candidate);
  }
}

function push(index: Map<string, Candidate[]>, key: string | null, candidate: Candidate): void {
  if (!key) return;
  const known = index.get(key);
  if (known) known.push(candidate);
  else index.set(key, [candidate]);
}
