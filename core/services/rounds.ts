/** Đợt: one distribution with its source and rules. */
import type { NewRecordFields } from '../../shared/records/record-tables.ts';
import type { Round } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import { foldText } from '../../shared/rules/fold.ts';
import { listRounds } from '../queries/places.ts';
import type { Register, Session } from '../register.ts';

/** All rounds of one school, or the register's own, in the order in which they were entered. */
export async function listAllRounds(register: Register, owner: string | null): Promise<Round[]> {
  const installation = await register.getInstallation();
  return (await listRounds(register.reader, owner ?? installation.owner)).map((row) => ({
    id: row.id,
    name: row.name,
    source: row.source,
    mode: row.mode,
    entitlement: row.entitlement,
    isVoided: row.voidedAt !== null,
  }));
}

/**
 * Enters or changes a round.
 *
 * Raises roundNameTaken { name }, recordNotFound { table, record }.
 */
export function saveRound(
  register: Register,
  session: Session,
  input: { id?: string } & NewRecordFields<'rounds'>,
): Promise<{ command: string | null; id: string }> {
  return register.run(session, async (command) => {
    const { id, ...fields } = input;
    const taken = (await listRounds(await command.read(), command.owner)).find(
      (round) => round.id !== id && round.voidedAt === null && foldText(round.name) === foldText(fields.name),
    );
    if (taken) throw new Problem('roundNameTaken', { name: taken.name });
    if (id !== undefined) await command.change('rounds', id, fields);
    return { id: id ?? command.create('rounds', fields), command: command.id };
  });
}
