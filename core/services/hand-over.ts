/** One device changes hands: what is checked and written for every receipt, be it one or a class. */
import type { z } from 'zod';
import type { RefusedLine } from '../../shared/contract/devices.ts';
import { Problem, type ProblemDetails } from '../../shared/problems.ts';
import type { handoverMode } from '../../shared/records/device.ts';
import type { relation } from '../../shared/records/pupil.ts';
import { checkHandover, checkOverride } from '../../shared/rules/entitlement.ts';
import { isMasked, unmaskNumber } from '../../shared/rules/mask-number.ts';
import { readAdultPersonalId } from '../../shared/rules/personal-id.ts';
import { cleanText } from '../../shared/rules/written.ts';
import type { SyncedRow } from '../database/tables.ts';
import type { Command } from '../journal/command.ts';
import type { DeviceRow, PupilRow } from '../queries/custody.ts';
import { findPerson } from '../queries/people.ts';
import { listGuardians } from '../queries/students.ts';
import type { Session } from '../register.ts';
import type { Custody } from './custody.ts';

export interface Receiver {
  receiverName: string;
  receiverRelation: z.output<typeof relation> | null;
  receiverPersonalId: string | null;
}

/** A principal's wish to let a second device through. */
export interface Override {
  reason: string | null;
  role: SyncedRow<'people'>['role'] | null;
}
export const NO_OVERRIDE: Override = { reason: null, role: null };

interface Handover {
  pupil: PupilRow;
  device: DeviceRow;
  round: SyncedRow<'rounds'>;
  mode: z.output<typeof handoverMode> | undefined;
  receiver: Receiver;
  receivedOn: string;
  override: Override;
}

/**
 * Checks the entitlement, then writes receipt and movement; returns the receipt's id. A pupil that was meant to get
 * another device loses that plan: what was signed for counts.
 *
 * Raises what {@link checkHandover} and {@link checkOverride} answer.
 */
export async function handOver(command: Command, custody: Custody, handover: Handover): Promise<string> {
  const { pupil, device, round, receiver, receivedOn, override } = handover;
  const problem = checkHandover(custody.facts(pupil, device, round.entitlement));
  const refusal = problem && checkOverride(problem, override);
  if (refusal) throw refusal;

  for (const plan of custody.plansOf(pupil.id)) {
    if (plan.device === device.id) continue;
    const voidReason = `Đã giao máy ${device.serialNumber}`;
    await command.change('assignments', plan.assignment, { voidedAt: command.at, voidReason });
  }
  const receipt = command.create('receipts', {
    kind: 'handover',
    student: pupil.id,
    device: device.id,
    round: round.id,
    mode: handover.mode ?? round.mode,
    receiverName: cleanText(receiver.receiverName),
    receiverRelation: receiver.receiverRelation,
    receiverPersonalId: await readReceiverNumber(command, pupil.id, receiver.receiverPersonalId),
    receivedOn,
    overrideReason: problem && override.reason,
  });
  command.create('movements', { device: device.id, kind: 'handed_over', movedOn: receivedOn, receipt });
  if (problem) noteOverride(command, problem, { receipt });
  custody.noteHandover(pupil, device, receipt, receivedOn);
  return receipt;
}

/** Remembers that a limit was lifted, for which paper; the paper itself says why. */
export function noteOverride(command: Command, problem: Problem, paper: Record<string, string>): void {
  command.create('events', { kind: 'override', details: JSON.stringify({ problem: problem.code, ...paper }) });
}

/** The override that the person at the keyboard asks for. */
export async function gatherOverride(command: Command, session: Session, reason: string | null): Promise<Override> {
  if (reason === null || session.personId === null) return NO_OVERRIDE;
  const person = await findPerson(await command.read(), command.owner, session.personId);
  return { reason, role: person?.voidedAt === null ? person.role : null };
}

/** A line that was refused, among lines that were done. */
export function refusedLine(problem: Problem, student: string | null, label: string): RefusedLine {
  return { student, label, problem: problem.code, details: plainDetails(problem.details) };
}

/** Details as they cross the contract inside an answer. */
export function plainDetails(details: ProblemDetails): RefusedLine['details'] {
  return Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'boolean' ? Number(value) : value]],
    ),
  );
}

/**
 * 12 digits, or the 9 of an old card; anything else stays as it was written. A masked number is that of one of the pupil's
 * guardians, as the form got it.
 *
 * Raises valueRefused { field } for a masked number of nobody.
 */
async function readReceiverNumber(command: Command, pupil: string, written: string | null): Promise<string | null> {
  if (written === null) return null;
  if (!isMasked(written)) return readAdultPersonalId(written).value ?? (cleanText(written) || null);
  const guardians = await listGuardians(await command.read(), command.owner, [pupil]);
  const number = unmaskNumber(
    written,
    guardians.map(({ personalId }) => personalId),
  );
  if (isMasked(number)) throw new Problem('valueRefused', { field: 'receiverPersonalId' });
  return number;
}
