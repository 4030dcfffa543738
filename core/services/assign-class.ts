/** Phân máy cho cả lớp: devices of a round, in stock order, to the pupils of a class who have none. */
import type { RefusedLine } from '../../shared/contract/devices.ts';
import { Problem } from '../../shared/problems.ts';
import { checkPlans, checkPupil, type EntitlementFacts } from '../../shared/rules/entitlement.ts';
import type { StudentSearchRow } from '../database/tables.ts';
import type { Command } from '../journal/command.ts';
import { findClass, listClassPupils } from '../queries/class-pupils.ts';
import { findRound, type PupilRow } from '../queries/custody.ts';
import { listDevicesInStock } from '../queries/stock.ts';
import type { Register, Session } from '../register.ts';
import { Custody } from './custody.ts';
import { refusedLine } from './hand-over.ts';

type PovertyStatus = StudentSearchRow['povertyStatus'];
type Entitlement = EntitlementFacts['entitlement'];

/** Hộ nghèo before hộ cận nghèo before all others (Vĩnh Phúc, công văn 8829/UBND-VX3; Thông tư 09/2022/TT-BTTTT). */
const PRIORITY: Record<PovertyStatus, number> = { poor: 0, near_poor: 1, none: 2, unknown: 2 };

/**
 * Plans devices for the class. Who gets one when the stock is short goes by poverty status, then by name; among those
 * who do, devices follow the class list, so that the boxes lie in the order in which names are called. Pupils who have a
 * device or a plan of this round are passed over; those who may not have one are named, line by line.
 *
 * `missing` counts the pupils who may have a device but for whom none is left.
 * Raises roundNotFound, recordNotFound { table, record }, stockTooSmall { missing, round, model } when pupils may have
 * a device and not one is in stock.
 */
export function assignClass(
  register: Register,
  session: Session,
  input: { class: string; round: string; povertyStatuses: readonly PovertyStatus[]; model: string | null },
): Promise<{ command: string | null; assigned: number; refused: RefusedLine[]; missing: number }> {
  return register.run(session, async (command) => {
    const db = await command.read();
    const round = await findRound(db, command.owner, input.round);
    if (!round) throw new Problem('roundNotFound');
    const schoolClass = await findClass(db, command.owner, input.class);
    if (!schoolClass) throw new Problem('recordNotFound', { table: 'classes', record: input.class });
    const wanted = (await listClassPupils(db, schoolClass)).filter(
      (row) => input.povertyStatuses.length === 0 || input.povertyStatuses.includes(row.povertyStatus),
    );
    const stock = await listDevicesInStock(db, command.owner, { ...input, limit: wanted.length });
    const custody = await Custody.gather(db, command.owner, {
      students: wanted.map((row) => row.id),
      devices: stock.map((device) => device.id),
    });

    const free = stock.map((device) => custody.getDevice(device.id));
    const chosen = new Set<string>();
    const refused: string[] = [];
    let missing = 0;
    for (const { id } of inPriority(wanted)) {
      const pupil = custody.getPupil(id);
      const own = [...custody.holdingsOf(id), ...custody.plansOf(id)];
      if (own.some((paper) => paper.round === round.id)) continue;
      const device = free[chosen.size];
      if (obstacleOf(custody, pupil, round.entitlement)) refused.push(id);
      else if (device) {
        // A plan for the household to see; which of the chosen devices it will be follows below.
        custody.noteAssignment(pupil, device, '');
        chosen.add(id);
      } else missing += 1;
    }
    if (chosen.size === 0 && missing > 0)
      throw new Problem('stockTooSmall', { missing, round: round.name, model: input.model });

    wanted
      .filter((row) => chosen.has(row.id))
      .forEach((row, index) =>
        command.create('assignments', { student: row.id, device: free[index]!.id, round: round.id }),
      );
    return {
      assigned: chosen.size,
      refused: await nameRefused(command, refused, round.entitlement),
      missing,
      command: command.id,
    };
  });
}

function obstacleOf(custody: Custody, pupil: PupilRow, entitlement: Entitlement): Problem | null {
  const facts = custody.pupilFacts(pupil);
  return checkPupil(entitlement, facts) ?? checkPlans(entitlement, facts);
}

/** Why these pupils were passed over, with the devices that others of their households now have planned. */
async function nameRefused(command: Command, students: string[], entitlement: Entitlement): Promise<RefusedLine[]> {
  if (students.length === 0) return [];
  const custody = await Custody.gather(await command.read(), command.owner, { students, devices: [] });
  return students.flatMap((id) => {
    const pupil = custody.getPupil(id);
    const obstacle = obstacleOf(custody, pupil, entitlement);
    return obstacle ? [refusedLine(obstacle, id, pupil.fullName)] : [];
  });
}

/** The poorest first; a sort keeps the order of the class list among equals. */
function inPriority<Row extends { povertyStatus: PovertyStatus }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((first, second) => PRIORITY[first.povertyStatus] - PRIORITY[second.povertyStatus]);
}
