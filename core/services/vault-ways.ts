/** Further ways into the register beside passphrases and code: the keychain of this PC, the office; and when the screens lock by themselves. */
import { Decrypter, Encrypter } from 'age-encryption';
import { z } from 'zod';
import { Problem } from '../../shared/problems.ts';
import { findSetting, saveSetting } from '../queries/sync-settings.ts';
import { findCollector } from '../queries/sides.ts';
import type { Register, Session } from '../register.ts';
import { wrapForDevice } from '../vault/envelope.ts';
import { forgetKeychainKey, makeKeychainKey } from '../vault/keychain.ts';
import { type VaultFile, withEnvelope } from '../vault/vault-file.ts';
import { rememberVault } from './vault-events.ts';
import { changeVault, checkProof, getVaultFile } from './vault-proof.ts';

const IDLE_SETTING = 'lockAfterMinutes';
/** Until somebody chooses otherwise: long enough for a class at the desk, short enough for an empty office. */
const DEFAULT_IDLE_MINUTES = 15;

interface Switched {
  passphrase: string;
  isOn: boolean;
}

/** Lets this PC's user open the register without typing, or no longer. Raises what checkProof raises, keychainMissing. */
export async function saveKeychain(register: Register, session: Session, input: Switched): Promise<void> {
  await checkProof(register, session, input.passphrase);
  const { vault } = getVaultFile(register);
  const key = input.isOn ? await makeKeychainKey(vault) : undefined;
  if (input.isOn && !key) throw new Problem('keychainMissing');
  await changeVault(register, (file) => {
    const without = withoutKind(file, 'keychain');
    return key
      ? withEnvelope(without, { kind: 'keychain', wrapped: wrapForDevice(register.dataKey, key).wrapped })
      : without;
  });
  if (!key) await forgetKeychainKey(vault);
  await rememberVault(register, session, { what: 'keychain', value: input.isOn });
}

/**
 * Lets the office above open the register too, with what it opens packages with; or no longer.
 *
 * Raises what checkProof raises, notEnrolled.
 */
export async function saveOfficeWrap(register: Register, session: Session, input: Switched): Promise<void> {
  await checkProof(register, session, input.passphrase);
  const office = await findCollector(register.reader);
  if (input.isOn && !office) throw new Problem('notEnrolled');
  const wrapped = input.isOn && office ? await sealForOffice(register.dataKey, office.recipient) : undefined;
  await changeVault(register, (file) => {
    const without = withoutKind(file, 'office');
    return wrapped !== undefined && office
      ? withEnvelope(without, { kind: 'office', owner: office.owner, name: office.name, wrapped })
      : without;
  });
  await rememberVault(register, session, { what: 'office', value: input.isOn });
}

/** The office that is left opens the register no longer; backups from before keep its envelope. Nothing to do where it never could. */
export async function forgetOfficeWrap(register: Register, session: Session): Promise<void> {
  if (!getVaultFile(register).envelopes.some(({ kind }) => kind === 'office')) return;
  await changeVault(register, (file) => withoutKind(file, 'office'));
  if (session.personId !== null) await rememberVault(register, session, { what: 'office', value: false });
}

/** The data key of a school's register that was lost to it, opened by its office; undefined when it is wrapped for another. */
export async function openForOffice(file: VaultFile, identity: string): Promise<Buffer | undefined> {
  const sealed = file.envelopes.find((each) => each.kind === 'office');
  if (sealed?.kind !== 'office') return undefined;
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return Buffer.from(await decrypter.decrypt(Buffer.from(sealed.wrapped, 'base64url')));
  } catch {
    return undefined;
  }
}

/** Minutes without a key or a click after which the screens lock; null: never. */
export async function readIdleMinutes(register: Register): Promise<number | null> {
  const stored = await findSetting(register.reader, IDLE_SETTING);
  return z.number().int().nullable().catch(DEFAULT_IDLE_MINUTES).parse(stored);
}

export async function saveIdleMinutes(register: Register, session: Session, minutes: number | null): Promise<void> {
  await register.exclusively(() => register.transact((transaction) => saveSetting(transaction, IDLE_SETTING, minutes)));
  await rememberVault(register, session, { what: 'idleLock', value: minutes });
}

export async function sealForOffice(dataKey: Uint8Array, recipient: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(dataKey)).toString('base64url');
}

function withoutKind(file: VaultFile, kind: 'keychain' | 'office'): VaultFile {
  return { ...file, envelopes: file.envelopes.filter((each) => each.kind !== kind) };
}
