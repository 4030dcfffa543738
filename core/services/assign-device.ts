/** Phân máy: the device that is meant for a pupil, before anyone has signed. */
import { Problem } from '../../shared/problems.ts';
import { checkAssignment, checkOverride } from '../../shared/rules/entitlement.ts';
import { findRound, listAssignments } from '../queries/custody.ts';
import type { Register, Session } from '../register.ts';
import { Custody } from './custody.ts';
import { gatherOverride, noteOverride } from './hand-over.ts';

/**
 * Plans one device for one pupil.
 *
 * Raises studentNotFound, deviceNotFound, roundNotFound, and what {@link checkAssignment} and {@link checkOverride}
 * answer.
 */
export function saveAssignment(
  register: Register,
  session: Session,
  input: { student: string; device: string; overrideReason: string | null },
): Promise<{ command: string | null; id: string }> {
  return register.run(session, async (command) => {
    const db = await command.read();
    const custody = await Custody.gather(db, command.owner, { students: [input.student], devices: [input.device] });
    const pupil = custody.getPupil(input.student);
    const device = custody.getDevice(input.device);
    const round = await findRound(db, command.owner, device.round);
    if (!round) throw new Problem('roundNotFound');
    const problem = checkAssignment(custody.facts(pupil, device, round.entitlement));
    const override = await gatherOverride(command, session, input.overrideReason);
    const refusal = problem && checkOverride(problem, override);
    if (refusal) throw refusal;
    const id = command.create('assignments', { student: pupil.id, device: device.id, round: round.id });
    if (problem) noteOverride(command, problem, { assignment: id, reason: override.reason ?? '' });
    return { id, command: command.id };
  });
}

/**
 * Takes plans back: their devices are in stock again. All or none; plans that were taken back before are passed over.
 *
 * Raises recordNotFound { table, record }, assignmentFulfilled { serialNumber, student, className } for a device that
 * was signed for.
 */
export function voidAssignments(
  register: Register,
  session: Session,
  input: { ids: readonly string[]; reason: string },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    const ids = [...new Set(input.ids)];
    const plans = await listAssignments(await command.read(), command.owner, ids);
    const missing = ids.find((id) => !plans.has(id));
    if (missing !== undefined) throw new Problem('recordNotFound', { table: 'assignments', record: missing });
    const inUse = ids.flatMap((id) => plans.get(id) ?? []).filter((plan) => plan.voidedAt === null);
    for (const { isFulfilled, serialNumber, fullName, className } of inUse) {
      if (isFulfilled) throw new Problem('assignmentFulfilled', { serialNumber, student: fullName, className });
    }
    const fields = { voidedAt: command.at, voidReason: input.reason };
    await command.changeMany(
      'assignments',
      inUse.map(({ id }) => ({ id, fields })),
    );
    return { command: command.id };
  });
}
