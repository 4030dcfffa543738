/**
 * Changes the keys of a register, as a program would, and prints one JSON line when it is done; then waits to be killed. Run by key-changes.test.ts with its writes recorded.
 *
 * Arguments: folder of the register, `convert` | `passphrase` | `rotate`.
 */
import { writeSync } from 'node:fs';
import { createRouterClient } from '@orpc/server';
import { openRegister, type Session } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { openByAnyPassphrase } from '../../core/services/vault-unlock.ts';
import { optionsOf } from '../restores/registers.ts';

/** What opened the register before, and what opens it after the passphrase was changed. */
export const BEFORE = 'trâu ngồi đếm sao';
export const AFTER = 'suối chảy qua bản';

if (import.meta.main) {
  const [dataDir = '', work = ''] = process.argv.slice(2);
  const register = await openRegister(optionsOf(dataDir));
  const session: Session = { personId: null };
  const client = createRouterClient(router, { context: { register, session } });
  if (work !== 'convert') {
    session.personId = await openByAnyPassphrase(register, { name: undefined, passphrase: BEFORE, mendsDamage: false });
    // From here on: the work itself.
    writeSync(1, `${JSON.stringify({ begun: work })}\n`);
    if (work === 'rotate') await client.vault.rotate({ passphrase: BEFORE });
    else await client.vault.changePassphrase({ passphrase: BEFORE, newPassphrase: AFTER });
  }
  writeSync(1, `${JSON.stringify({ answered: work })}\n`);
  setInterval(() => undefined, 1000);
}
