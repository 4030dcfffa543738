/** The pupils whom the rows of a class list may mean, indexed by what tells one pupil from another. */
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

/** An identity with what it is compared by: folded once, for lists have thousands of rows. */
export interface Prepared extends StudentIdentity {
  foldedName: string;
  classKey: string;
}

export interface Candidate extends Prepared {
  id: string;
  /** The row that means this pupil; null: none so far. */
  row: number | null;
  isNew: boolean;
  /** Place among all candidates: of several the first is named. */
  order: number;
}

export function prepare(identity: StudentIdentity, classKeys: Map<string | null, string>): Prepared {
  const { className } = identity;
  const key = classKeys.get(className) ?? classKey(className);
  classKeys.set(className, key);
  return { ...identity, foldedName: foldText(identity.fullName), classKey: key };
}

/** 6A, 6a and "6 A" are one class. */
export function classKey(className: string | null): string {
  return foldText(className ?? '').replaceAll(' ', '');
}

/** Which identifiers are known: bit 0 the code, bit 1 the personal ID. */
function shapeOf({ moetId, personalId }: StudentIdentity): number {
  return (moetId ? 1 : 0) + (personalId ? 2 : 0);
}

/**
 * Candidates of one key and shape, in order. Nobody becomes free again, so the two pointers only move on: a file in
 * which thousands have one name and birth date costs no more than another.
 */
class Queue {
  readonly #candidates: Candidate[] = [];
  readonly #shape: number;
  #first = 0;
  #second = 1;
  firstTaken: Candidate | undefined;

  constructor(shape: number) {
    this.#shape = shape;
  }

  /**
   * No identifier of theirs contradicts the row's. Only for rows whose identifiers no candidate has: then two known
   * ones always differ.
   */
  fits(identity: StudentIdentity): boolean {
    return (this.#shape & shapeOf(identity)) === 0;
  }

  push(candidate: Candidate): void {
    if (candidate.row === null) this.#candidates.push(candidate);
    else this.noteTaken(candidate);
  }

  noteTaken(candidate: Candidate): void {
    if (!this.firstTaken || candidate.order < this.firstTaken.order) this.firstTaken = candidate;
  }

  /** The first two, or fewer, whom no row means yet. */
  free(): Candidate[] {
    this.#first = this.#nextFree(this.#first);
    this.#second = this.#nextFree(Math.max(this.#second, this.#first + 1));
    return this.#candidates.slice(this.#first, this.#first + 1).concat(this.#candidates[this.#second] ?? []);
  }

  #nextFree(start: number): number {
    let index = start;
    while (index < this.#candidates.length && this.#candidates[index]!.row !== null) index++;
    return index;
  }
}

/** Those whom no row means yet, in order: all that matter are whether there is one, and whether there is another. */
export function firstFree(queues: readonly Queue[]): Candidate[] {
  return queues.flatMap((queue) => queue.free()).sort((one, other) => one.order - other.order);
}

export function earliest(candidates: readonly (Candidate | undefined)[]): Candidate | undefined {
  return candidates.reduce((one, other) => (!one || (other && other.order < one.order) ? other : one), undefined);
}

/** All pupils whom a row may mean, found by what they are recognised by. */
export class Candidates {
  readonly #byCode = new Map<string, Candidate[]>();
  readonly #byPersonalId = new Map<string, Candidate[]>();
  /** By name and birth date; and class; name and class of those with a birth date. The shape ends each key. */
  readonly #queues = new Map<string, Queue>();
  #count = 0;

  constructor(students: readonly KnownStudent[]) {
    const classKeys = new Map<string | null, string>();
    for (const student of students)
      this.#index({ ...prepare(student, classKeys), id: student.id, row: null, isNew: false, order: 0 });
  }

  add(row: number, identity: Prepared): void {
    this.#index({ ...identity, id: '', row, isNew: true, order: 0 });
  }

  /** A row means this pupil now. */
  noteTaken(candidate: Candidate): void {
    for (const key of keysOf(candidate)) this.#queues.get(key + String(shapeOf(candidate)))?.noteTaken(candidate);
  }

  withCode(moetId: string | null): readonly Candidate[] {
    return moetId ? (this.#byCode.get(moetId) ?? []) : [];
  }

  withPersonalId(personalId: string | null): readonly Candidate[] {
    return personalId ? (this.#byPersonalId.get(personalId) ?? []) : [];
  }

  /** Pupils of the same folded name and birth date. */
  namesakes({ foldedName, birthDate }: Prepared): Queue[] {
    return this.#ofAllShapes(namesakeKey(foldedName, birthDate));
  }

  /** Namesakes of the same class. */
  classmates({ foldedName, birthDate, classKey }: Prepared): Queue[] {
    return this.#ofAllShapes(classmateKey(foldedName, birthDate, classKey));
  }

  /** Pupils of the same name and class where the birth date is missing on one side. */
  undatedClassmates({ foldedName, birthDate, classKey }: Prepared): Queue[] {
    return this.#ofAllShapes(
      birthDate === null ? datedKey(foldedName, classKey) : classmateKey(foldedName, null, classKey),
    );
  }

  #ofAllShapes(key: string): Queue[] {
    return [0, 1, 2, 3].flatMap((shape) => this.#queues.get(key + String(shape)) ?? []);
  }

  #index(candidate: Candidate): void {
    candidate.order = this.#count++;
    push(this.#byCode, candidate.moetId, candidate);
    push(this.#byPersonalId, candidate.personalId, candidate);
    const shape = shapeOf(candidate);
    for (const key of keysOf(candidate)) {
      const place = key + String(shape);
      let queue = this.#queues.get(place);
      if (!queue) this.#queues.set(place, (queue = new Queue(shape)));
      queue.push(candidate);
    }
  }
}

function namesakeKey(foldedName: string, birthDate: string | null): string {
  return `${foldedName}|${birthDate ?? ''}|`;
}

function classmateKey(foldedName: string, birthDate: string | null, className: string): string {
  return `${foldedName}|${birthDate ?? ''}|${className}|`;
}

function datedKey(foldedName: string, className: string): string {
  return `${foldedName}|dated|${className}|`;
}

function keysOf({ foldedName, birthDate, classKey }: Candidate): string[] {
  const keys = [namesakeKey(foldedName, birthDate), classmateKey(foldedName, birthDate, classKey)];
  if (birthDate !== null) keys.push(datedKey(foldedName, classKey));
  return keys;
}

function push(index: Map<string, Candidate[]>, key: string | null, candidate: Candidate): void {
  if (!key) return;
  const known = index.get(key);
  if (known) known.push(candidate);
  else index.set(key, [candidate]);
}
