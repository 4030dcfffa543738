/** The school's or the office's own data, as the settings page shows and saves them. */
import type { z } from 'zod';
import type { officeInput, schoolInput } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import type { Register, Session } from '../register.ts';

/**
 * Saves the school of this register.
 *
 * Raises recordNotFound { table } in an office's register.
 */
export function saveSchool(
  register: Register,
  session: Session,
  input: z.output<typeof schoolInput>,
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    const db = await command.read();
    const school = await db.selectFrom('schools').select('id').where('owner', '=', command.owner).executeTakeFirst();
    if (!school) throw new Problem('recordNotFound', { table: 'schools' });
    await command.change('schools', school.id, input);
    return { command: command.id };
  });
}

/**
 * Saves the office of this register.
 *
 * Raises recordNotFound { table } in a school's register.
 */
export function saveOffice(
  register: Register,
  session: Session,
  input: z.output<typeof officeInput>,
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    const db = await command.read();
    const office = await db.selectFrom('offices').select('id').where('owner', '=', command.owner).executeTakeFirst();
    if (!office) throw new Problem('recordNotFound', { table: 'offices' });
    await command.change('offices', office.id, input);
    return { command: command.id };
  });
}
