/** Ký nhận: one pupil's family signs for one device. */
import type { z } from 'zod';
import { Problem } from '../../shared/problems.ts';
import type { handoverMode } from '../../shared/records/device.ts';
import { checkPupil } from '../../shared/rules/entitlement.ts';
import { checkPaperDay } from '../../shared/rules/paper-day.ts';
import { findRound, listPlans } from '../queries/custody.ts';
import type { Register, Session } from '../register.ts';
import { Custody } from './custody.ts';
import { gatherOverride, handOver, type Receiver } from './hand-over.ts';

/**
 * Saves the receipt; the stock falls by one. Without a device the planned one is meant; without a mode the round's.
 *
 * Raises studentNotFound, deviceNotFound, studentHasNoAssignment { student }, roundNotFound, receivedOnInFuture
 * { receivedOn, today }, and what {@link handOver} raises.
 */
export function handOverDevice(
  register: Register,
  session: Session,
  input: Receiver & {
    student: string;
    device?: string;
    mode?: z.output<typeof handoverMode>;
    receivedOn: string;
    overrideReason: string | null;
  },
): Promise<{ command: string | null; id: string }> {
  return register.run(session, async (command) => {
    const late = checkPaperDay('receivedOn', input.receivedOn, register.today());
    if (late) throw late;
    const db = await command.read();
    const planned = input.device ?? (await listPlans(db, command.owner, { students: [input.student] }))[0]?.device;
    const custody = await Custody.gather(db, command.owner, {
      students: [input.student],
      devices: planned === undefined ? [] : [planned],
    });
    const pupil = custody.getPupil(input.student);
    if (planned === undefined)
      throw (
        checkPupil('per_student', custody.pupilFacts(pupil)) ??
        new Problem('studentHasNoAssignment', { student: pupil.fullName })
      );
    const device = custody.getDevice(planned);
    const round = await findRound(db, command.owner, device.round);
    if (!round) throw new Problem('roundNotFound');
    const id = await handOver(command, custody, {
      pupil,
      device,
      round,
      mode: input.mode,
      receiver: input,
      receivedOn: input.receivedOn,
      override: await gatherOverride(command, session, input.overrideReason),
    });
    return { id, command: command.id };
  });
}
