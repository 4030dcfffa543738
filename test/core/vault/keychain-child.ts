/**
 * A register whose keychain envelope is tried with the keychain that this process reaches: switched on, locked, opened by it alone, opened by a second process, switched off.
 * Prints one JSON line. Run by keychain.test.ts in a session of its own.
 *
 * Arguments: folder for the register; `open` for the second process, which only opens what the first has left.
 */
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { openRegister, type Session } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { setUpRegister } from '../../../core/services/set-up-register.ts';
import { unlockByKeychain } from '../../../core/services/vault-unlock.ts';
import { setUpInput } from '../../../shared/contract/register.ts';
import { isProblem } from '../../../shared/problems.ts';

const [dataDir = '', what = ''] = process.argv.slice(2);
const passphrase = 'trâu ngồi đếm sao';

const register = await openRegister({
  dataDir,
  resourcesDir: fileURLToPath(new URL('../../../resources', import.meta.url)),
  workerUrl: new URL('../../../core/jobs/import-worker.ts', import.meta.url),
});
const session: Session = { personId: null };
const client = createRouterClient(router, { context: { register, session } });

async function switchKeychain(isOn: boolean): Promise<string> {
  try {
    await client.vault.saveKeychain({ passphrase, isOn });
    return 'done';
  } catch (error) {
    if (!isProblem(error)) throw error;
    return error.code;
  }
}

async function tryAll(): Promise<object> {
  const school = { code: '17150501', name: 'Trường', schoolYear: '2026-2027' };
  const input = setUpInput.parse({ role: 'school', school, personName: 'Hà Thị Loan' });
  register.seat(session, await setUpRegister(register, input));
  await client.vault.protect({ newPassphrase: passphrase });
  const offered = (await client.vault.status()).keychain;
  const on = await switchKeychain(true);
  const person = session.personId;
  await register.lock();
  const opened = await unlockByKeychain(register);
  if (!opened) await client.vault.unlock({ person: person ?? '', passphrase });
  return { offered, on, opened, now: (await client.vault.status()).keychain };
}

async function openAgain(): Promise<object> {
  const wasLocked = register.isLocked;
  const opened = await unlockByKeychain(register);
  if (!opened) return { wasLocked, opened };
  register.seat(session, (await client.people.list())[0]?.id ?? null);
  const off = await switchKeychain(false);
  await register.lock();
  return { wasLocked, opened, off, openedAfterwards: await unlockByKeychain(register) };
}

const answer = what === 'open' ? await openAgain() : await tryAll();
console.log(JSON.stringify(answer));
await register.close();
process.exit(0);
