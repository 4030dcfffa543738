/** Proves who somebody is, by passphrase; and what is done once that is proven. */
import type { Person } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import { gradePassphrase } from '../../shared/rules/passphrase.ts';
import { findPerson } from '../queries/people.ts';
import type { Register, Session } from '../register.ts';
import { findDeviceKeyFile } from '../vault/device-key.ts';
import { openByPassphrase, type Opened, type VaultPlace } from '../vault/open-by-secret.ts';
import { findVaultFile, type VaultFile, writeVaultFile } from '../vault/vault-file.ts';
import { getSessionPerson } from './people.ts';

export function vaultPlace({ options }: Register): VaultPlace {
  return { dataDir: options.dataDir, now: options.clock() };
}

/** The vault of a register. It has one from the moment in which its folder was made. */
export function getVaultFile({ options }: Register): VaultFile {
  const file = findVaultFile(options.dataDir);
  if (!file) throw new Problem('keyFileLost', { file: 'keys.json' });
  return file;
}

/** The file outside of the data folder by which this PC opens the register without anybody; null: there is none. */
export function findOwnDeviceKey(register: Register): string | null {
  const { envelopes, vault } = getVaultFile(register);
  const isUsed = envelopes.some(({ kind }) => kind === 'device');
  return (isUsed ? findDeviceKeyFile(register.options.dataDir, vault) : undefined) ?? null;
}

/** Ids of the people who open the register with a passphrase. */
export function listPeopleWithPassphrase(register: Register): string[] {
  return getVaultFile(register).envelopes.flatMap((each) => (each.kind === 'account' ? [each.person] : []));
}

/**
 * A person's own passphrase is right. Wrong ones are counted and slow the next.
 *
 * Raises accountMissing, attemptsSlowed { seconds }, wrongPassphrase { seconds }.
 */
export async function provePassphrase(register: Register, person: string, passphrase: string): Promise<Opened> {
  return openByPassphrase(vaultPlace(register), person, passphrase);
}

/**
 * Whoever sits at the keyboard has just shown the own passphrase, for what is not to be done on a PC that was left open.
 *
 * Raises personNotChosen, accountMissing, attemptsSlowed { seconds }, wrongPassphrase { seconds }.
 */
export async function checkProof(register: Register, session: Session, passphrase: string): Promise<Person> {
  const person = await getSessionPerson(register, session);
  if (!person) throw new Problem('personNotChosen');
  await provePassphrase(register, person.id, passphrase);
  return person;
}

/** Raises passphraseTooWeak { grade, field }. `known`: names that others would try first. */
export function checkPassphrase(newPassphrase: string, known: readonly string[]): void {
  const grade = gradePassphrase(newPassphrase, known);
  if (grade !== 'fair' && grade !== 'strong') throw new Problem('passphraseTooWeak', { grade, field: 'newPassphrase' });
}

/** Changes the envelopes; two programs on one folder wait for one another. Raises what the disk raises, as Problems. */
export async function changeVault(register: Register, change: (file: VaultFile) => VaultFile): Promise<void> {
  await register.exclusively(() =>
    register.transact(async () => writeVaultFile(register.options.dataDir, change(getVaultFile(register)))),
  );
}

/** Somebody of this register who has not left. Raises recordNotFound { table, record }. */
export async function getPresentPerson(register: Register, id: string): Promise<Person> {
  const { owner } = await register.getInstallation();
  const row = await findPerson(register.reader, owner, id);
  if (!row || row.voidedAt !== null) throw new Problem('recordNotFound', { table: 'people', record: id });
  return { id: row.id, name: row.name, role: row.role, isVoided: false };
}

/** Names that somebody who guesses would begin with. */
export async function listKnownNames(register: Register, person: { name: string }): Promise<string[]> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  const school = await db.selectFrom('schools').select(['name', 'code']).where('owner', '=', owner).executeTakeFirst();
  const office = await db.selectFrom('offices').select('name').where('owner', '=', owner).executeTakeFirst();
  return [person.name, school?.name ?? '', school?.code ?? '', office?.name ?? ''].filter(Boolean);
}
