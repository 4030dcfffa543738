/** Thời hạn lưu: how many school years a pupil's data is kept after the last class, and who is due. */
import { z } from 'zod';
import type { DueStudent } from '../../shared/contract/erasures.ts';
import { listKeptLongEnough } from '../queries/erasable.ts';
import { findSetting, saveSetting } from '../queries/sync-settings.ts';
import type { Register, Session } from '../register.ts';
import { rememberEvent } from './remember-event.ts';

const SETTING = 'retention';
/** Kept while nobody has decided otherwise; a school's own rule goes before it. */
const USUAL_YEARS = 5;
const MOST_DUE = 2000;
const stored = z.object({ years: z.number().int() });

/** Years kept after the last school year ended. */
export async function getRetention(register: Register): Promise<{ years: number }> {
  await register.getInstallation();
  return stored.catch({ years: USUAL_YEARS }).parse(await findSetting(register.reader, SETTING));
}

/** Raises personNotChosen. */
export function saveRetention(
  register: Register,
  session: Session,
  { years }: { years: number },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    await saveSetting(await command.read(), SETTING, { years });
    rememberEvent(command, 'settings_changed', { setting: SETTING, years });
    return { command: command.id };
  });
}

/** Pupils whose data has been kept long enough, the oldest school year first; at most 2,000 at a time. */
export async function listDueStudents(register: Register): Promise<{ years: number; rows: DueStudent[] }> {
  const { owner } = await register.getInstallation();
  const { years } = await getRetention(register);
  const today = register.today();
  // A school year begins in September; until August the one that runs began the calendar year before.
  const current = Number(today.slice(0, 4)) - (today.slice(5) < '08-01' ? 1 : 0);
  const rows = await listKeptLongEnough(register.reader, owner, current - years, MOST_DUE);
  return {
    years,
    rows: rows.map(({ id, fullName, className, schoolYear, loan }) => ({
      id,
      fullName,
      className,
      schoolYear,
      isOnLoan: loan !== null,
    })),
  };
}
