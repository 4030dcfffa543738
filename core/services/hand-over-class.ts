/** The whole class signs in one action, the absent left out. */
import type { z } from 'zod';
import type { RefusedLine } from '../../shared/contract/devices.ts';
import { isProblem, Problem } from '../../shared/problems.ts';
import type { handoverMode } from '../../shared/records/device.ts';
import { checkPaperDay } from '../../shared/rules/paper-day.ts';
import { findRound } from '../queries/custody.ts';
import type { Register, Session } from '../register.ts';
import { Custody } from './custody.ts';
import { handOver, NO_OVERRIDE, type Receiver, refusedLine } from './hand-over.ts';

/**
 * Saves the ticked lines in order, in one command: each is checked on what the lines before it did, the good ones are
 * saved, the others named. Nothing is overridden here; that is for one pupil at a time.
 *
 * Raises roundNotFound, receivedOnInFuture { receivedOn, today }. A line is refused with deviceOfOtherRound
 * { serialNumber, round }, studentNotFound, deviceNotFound, and what {@link handOver} raises.
 */
export function handOverClass(
  register: Register,
  session: Session,
  input: {
    round: string;
    receivedOn: string;
    mode?: z.output<typeof handoverMode>;
    lines: readonly (Receiver & { student: string; device: string })[];
  },
): Promise<{ command: string | null; saved: number; refused: RefusedLine[] }> {
  return register.run(session, async (command) => {
    const late = checkPaperDay('receivedOn', input.receivedOn, register.today());
    if (late) throw late;
    const db = await command.read();
    const round = await findRound(db, command.owner, input.round);
    if (!round) throw new Problem('roundNotFound');
    const custody = await Custody.gather(db, command.owner, {
      students: input.lines.map((line) => line.student),
      devices: input.lines.map((line) => line.device),
    });
    const refused: RefusedLine[] = [];
    for (const line of input.lines) {
      try {
        const pupil = custody.getPupil(line.student);
        const device = custody.getDevice(line.device);
        if (device.round !== round.id)
          throw new Problem('deviceOfOtherRound', { serialNumber: device.serialNumber, round: round.name });
        await handOver(command, custody, {
          pupil,
          device,
          round,
          mode: input.mode,
          receiver: line,
          receivedOn: input.receivedOn,
          override: NO_OVERRIDE,
        });
      } catch (error) {
        if (!isProblem(error)) throw error;
        refused.push(refusedLine(error, line.student, custody.findPupil(line.student)?.fullName ?? ''));
      }
    }
    return { saved: input.lines.length - refused.length, refused, command: command.id };
  });
}
