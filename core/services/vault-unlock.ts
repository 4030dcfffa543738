/** Opening the register with a passphrase or with the printed code, and locking it. */
import { unlockOrSetAside } from '../backup/set-damaged-aside.ts';
import type { Person } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import type { Register, Session } from '../register.ts';
import { openDevice, wrapForAccount, wrapForRecovery } from '../vault/envelope.ts';
import { readKeychainKey } from '../vault/keychain.ts';
import { createRecoveryCode } from '../vault/one-time-code.ts';
import { openByCode, openByOneOf, type Opened } from '../vault/open-by-secret.ts';
import { withEnvelope } from '../vault/vault-file.ts';
import { rememberUnlock, rememberVault } from './vault-events.ts';
import {
  changeVault,
  checkPassphrase,
  getPresentPerson,
  getVaultFile,
  provePassphrase,
  vaultPlace,
} from './vault-proof.ts';

/**
 * Opens the register and seats the person whose passphrase it was.
 *
 * Raises accountMissing (also for who has left), attemptsSlowed { seconds }, wrongPassphrase { seconds }, and what opening raises.
 */
export async function unlockRegister(
  register: Register,
  session: Session,
  input: { person: string; passphrase: string },
): Promise<{ person: Person }> {
  const opened = await provePassphrase(register, input.person, input.passphrase);
  const person = await openAndSeat(register, session, input.person, opened);
  await rememberUnlock(register, person.id, { by: 'passphrase', failed: opened.failed });
  return { person };
}

/**
 * Opens the register with the printed code, gives the person a new passphrase and makes another code. Works without any network.
 *
 * Raises accountMissing, attemptsSlowed { seconds }, wrongCode { reason }, passphraseTooWeak { grade }, and what opening raises.
 */
export async function recoverRegister(
  register: Register,
  session: Session,
  input: { code: string; person: string; newPassphrase: string },
): Promise<{ code: string; person: Person }> {
  checkPassphrase(input.newPassphrase, []);
  const known = getVaultFile(register).envelopes;
  if (!known.some((each) => each.kind === 'account' && each.person === input.person))
    throw new Problem('accountMissing');
  const opened = await openByCode(vaultPlace(register), input.code);
  const person = await openAndSeat(register, session, input.person, opened);
  const code = createRecoveryCode();
  const { id, name } = person;
  const [account, recovery] = await Promise.all([
    wrapForAccount(register.dataKey, { person: id, name, passphrase: input.newPassphrase }),
    wrapForRecovery(register.dataKey, code, register.now()),
  ]);
  await changeVault(register, (file) => withEnvelope(withEnvelope(file, account), recovery));
  await rememberUnlock(register, person.id, { by: 'code', failed: opened.failed });
  await rememberVault(register, session, { what: 'recovered', person: person.id });
  return { code, person };
}

/**
 * For the command line, which may not know whose passphrase it was given: the named person's, else everybody's is tried. Returns whose it was.
 * `mendsDamage`: a damaged register is set aside.
 *
 * Raises accountMissing, attemptsSlowed { seconds }, wrongPassphrase { seconds }, and what opening raises.
 */
export async function openByAnyPassphrase(
  register: Register,
  { name, passphrase, mendsDamage }: { name: string | undefined; passphrase: string; mendsDamage: boolean },
): Promise<string> {
  const accounts = getVaultFile(register).envelopes.filter((each) => each.kind === 'account');
  const named = accounts.filter((each) => each.name === name?.normalize('NFC'));
  const opened = await openByOneOf(vaultPlace(register), named.length > 0 ? named : accounts, passphrase);
  if (mendsDamage) await unlockOrSetAside(register, opened.dataKey);
  else await register.unlock(opened.dataKey);
  if (opened.failed) await rememberUnlock(register, opened.person, { by: 'passphrase', failed: opened.failed });
  return opened.person;
}

/** Opens the register where the operating system's keychain does so for this user; false: it stays locked. */
export async function unlockByKeychain(register: Register): Promise<boolean> {
  if (!register.isLocked) return true;
  const { vault, envelopes } = getVaultFile(register);
  const sealed = envelopes.find(({ kind }) => kind === 'keychain');
  if (sealed?.kind !== 'keychain') return false;
  const key = await readKeychainKey(vault);
  const dataKey = key && openDevice({ kind: 'device', wrapped: sealed.wrapped }, key);
  if (dataKey) await register.unlock(dataKey);
  return dataKey !== undefined;
}

/** Closes the register until somebody opens it again. Raises notProtected where this would lock everybody out. */
export async function lockRegister(register: Register): Promise<void> {
  if (register.isLocked) return;
  if (!getVaultFile(register).envelopes.some(({ kind }) => kind === 'account')) throw new Problem('notProtected');
  await register.lock();
}

/** Who has left the register opens it no longer, though an envelope of theirs may still lie about. */
async function openAndSeat(register: Register, session: Session, id: string, { dataKey }: Opened): Promise<Person> {
  const wasLocked = register.isLocked;
  await unlockOrSetAside(register, dataKey);
  try {
    const person = await getPresentPerson(register, id);
    register.seat(session, person.id);
    return person;
  } catch {
    if (wasLocked) await register.lock();
    throw new Problem('accountMissing');
  }
}
