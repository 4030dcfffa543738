/** What every form shares: the school in its heading, who prepared it, and the lines of devices planned or signed for. */
import type { FormRequest } from '../../shared/contract/forms.ts';
import { Problem } from '../../shared/problems.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';
import type { AnyForm, FormRound, FormSchool } from '../forms/form-heading.ts';
import type { FormModel } from '../forms/form-models.ts';
import { findHeadCode } from '../queries/chain-codes.ts';
import { type FormLine, listPlannedRows, listSignedRows } from '../queries/form-rows.ts';
import { findPerson } from '../queries/people.ts';
import { findSchool } from '../queries/places.ts';
import type { Register, Session } from '../register.ts';

export interface GatheredForm {
  model: FormModel;
  /** Lines of the list, or copies of the minutes. */
  rows: number;
  /** What the form is about, for its file name: a class, a pupil's name; null: the whole school. */
  about: string | null;
}

/** Heading and signatures. Raises recordNotFound { table } in an office's register. */
export async function gatherHead(
  register: Register,
  session: Session,
  request: FormRequest,
  round: FormRound | null = null,
): Promise<AnyForm> {
  const { owner, replica } = await register.getInstallation();
  const db = register.reader;
  const person = session.personId === null ? undefined : await findPerson(db, owner, session.personId);
  return {
    school: await gatherSchool(db, owner),
    documentNumber: request.documentNumber || null,
    date: request.documentDate,
    round,
    code: await findHeadCode(db, replica),
    preparerName: person?.name ?? null,
  };
}

/** The lines that the request asks for. Raises formHasNoRows. */
export async function gatherLines(db: ReadHandle, owner: string, request: FormRequest): Promise<FormLine[]> {
  const lines: FormLine[] = request.isPlanned
    ? (await listPlannedRows(db, owner, request)).map((row) => ({ row, signed: null }))
    : (await listSignedRows(db, owner, request)).map((row) => ({ row, signed: row }));
  if (lines.length === 0) throw new Problem('formHasNoRows');
  return lines;
}

/** The round that all lines are of; null where they are of several. */
export function roundOf(
  lines: readonly FormLine[],
  rounds: readonly SyncedRow<'rounds'>[],
  request: FormRequest,
): FormRound | null {
  const used = new Set([...(request.round === null ? [] : [request.round]), ...lines.map(({ row }) => row.round)]);
  const [only] = used.size === 1 ? used : [];
  const round = rounds.find(({ id }) => id === only);
  return round ? { name: round.name, source: round.source, mode: round.mode } : null;
}

async function gatherSchool(db: ReadHandle, owner: string): Promise<FormSchool> {
  const school = await findSchool(db, owner);
  if (!school) throw new Problem('recordNotFound', { table: 'schools' });
  return {
    name: school.name,
    code: school.code,
    superiorOfficeName: school.officeName,
    place: school.commune,
    schoolYear: school.schoolYear,
    principalName: school.principalName,
    principalTitle: school.principalTitle,
  };
}
