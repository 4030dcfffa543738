/** Hôm nay: who qualifies, who has received, what is in stock, what waits for a person, what was done last. */
import type { Overview } from '../../shared/contract/register.ts';
import {
  countDevicesByState,
  countOpenProblemRows,
  countStudentsByStanding,
  countStudentsOfRound,
} from '../queries/student-counts.ts';
import type { Register } from '../register.ts';
import { listRecentCommands } from './recent-commands.ts';

const RECENT_COMMANDS = 8;
const STATUSES = ['poor', 'near_poor', 'none', 'unknown'] as const;

/**
 * The overview of all rounds, or of one: then only its devices count as assigned or received, among all pupils.
 *
 * Raises registerNotSetUp.
 */
export async function getOverview(register: Register, { round }: { round: string | null }): Promise<Overview> {
  await register.getInstallation();
  const db = register.reader;
  const standings = await countStudentsByStanding(db);
  const ofRound = round === null ? null : await countStudentsOfRound(db, round);
  const devices = new Map((await countDevicesByState(db, round)).map((row) => [row.state, row.count]));
  const [inStock, assigned, handedOver] = (['in_stock', 'assigned', 'handed_over'] as const).map(
    (state) => devices.get(state) ?? 0,
  ) as [number, number, number];

  const groups = STATUSES.map((povertyStatus) => {
    const rows = standings.filter((row) => row.povertyStatus === povertyStatus);
    const count = (state?: string) =>
      rows.reduce((sum, row) => sum + (state === undefined || row.deviceState === state ? row.count : 0), 0);
    const counted = ofRound
      ? (ofRound.find((row) => row.povertyStatus === povertyStatus) ?? { assigned: 0, received: 0 })
      : { assigned: count('assigned'), received: count('received') };
    return {
      povertyStatus,
      students: count(),
      assigned: counted.assigned,
      received: counted.received,
    };
  });
  return {
    groups,
    devices: { total: inStock + assigned + handedOver, inStock, assigned, handedOver },
    openProblemRows: await countOpenProblemRows(db),
    recent: await listRecentCommands(register, RECENT_COMMANDS),
  };
}
