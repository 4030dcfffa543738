/** Passphrases: the first one, changing it, giving one to others, taking one away. */
import { Problem } from '../../shared/problems.ts';
import type { Register, Session } from '../register.ts';
import { forgetDeviceKey } from '../vault/device-key.ts';
import { wrapForAccount, wrapForRecovery } from '../vault/envelope.ts';
import { createRecoveryCode } from '../vault/one-time-code.ts';
import { type VaultFile, withEnvelope } from '../vault/vault-file.ts';
import { getSessionPerson } from './people.ts';
import { rememberVault } from './vault-events.ts';
import {
  changeVault,
  checkPassphrase,
  checkProof,
  getPresentPerson,
  getVaultFile,
  listKnownNames,
} from './vault-proof.ts';

/**
 * The first passphrase, for the person at the keyboard; returns the recovery code. From now on this PC opens the register for nobody who does not know one of the two.
 *
 * Raises alreadyProtected, registerIsTrial, personNotChosen, passphraseTooWeak { grade }, registerNotSetUp.
 */
export async function protectRegister(
  register: Register,
  session: Session,
  { newPassphrase }: { newPassphrase: string },
): Promise<{ code: string }> {
  if ((await register.getInstallation()).isTrial === 1) throw new Problem('registerIsTrial');
  if (hasAccounts(getVaultFile(register))) throw new Problem('alreadyProtected');
  const person = await getSessionPerson(register, session);
  if (!person) throw new Problem('personNotChosen');
  checkPassphrase(newPassphrase, await listKnownNames(register, person));
  const code = createRecoveryCode();
  const { id, name } = person;
  const [account, recovery] = await Promise.all([
    wrapForAccount(register.dataKey, { person: id, name, passphrase: newPassphrase }),
    wrapForRecovery(register.dataKey, code, register.now()),
  ]);
  await changeVault(register, (file) => {
    if (hasAccounts(file)) throw new Problem('alreadyProtected');
    return withoutDevice(withEnvelope(withEnvelope(file, account), recovery));
  });
  // After the envelope has gone the key opens nothing; what cannot be removed does no harm.
  forgetDeviceKey(register.options.dataDir, getVaultFile(register).vault);
  await rememberVault(register, session, { what: 'protected', person: person.id });
  return { code };
}

/** Changes the own passphrase. Raises what checkProof raises, passphraseTooWeak { grade }. */
export async function changePassphrase(
  register: Register,
  session: Session,
  { passphrase, newPassphrase }: { passphrase: string; newPassphrase: string },
): Promise<void> {
  const person = await checkProof(register, session, passphrase);
  await setAccount(register, person, newPassphrase);
  await rememberVault(register, session, { what: 'passphraseChanged', person: person.id });
}

/** Gives another person a passphrase. Raises what checkProof raises, recordNotFound, passphraseTooWeak { grade }. */
export async function saveAccount(
  register: Register,
  session: Session,
  input: { passphrase: string; person: string; newPassphrase: string },
): Promise<void> {
  await checkProof(register, session, input.passphrase);
  const person = await getPresentPerson(register, input.person);
  await setAccount(register, person, input.newPassphrase);
  await rememberVault(register, session, { what: 'accountSaved', person: person.id });
}

/** Takes a person's passphrase away. Raises what checkProof raises, accountMissing, lastAccount. */
export async function removeAccount(
  register: Register,
  session: Session,
  input: { passphrase: string; person: string },
): Promise<void> {
  await checkProof(register, session, input.passphrase);
  await changeVault(register, (file) => {
    const accounts = file.envelopes.filter((each) => each.kind === 'account');
    if (!accounts.some(({ person }) => person === input.person)) throw new Problem('accountMissing');
    if (accounts.length === 1) throw new Problem('lastAccount');
    return {
      ...file,
      envelopes: file.envelopes.filter((each) => each.kind !== 'account' || each.person !== input.person),
    };
  });
  await rememberVault(register, session, { what: 'accountRemoved', person: input.person });
}

/** A fresh recovery code; the one on paper opens nothing any more. Raises what checkProof raises. */
export async function renewCode(register: Register, session: Session, passphrase: string): Promise<{ code: string }> {
  await checkProof(register, session, passphrase);
  const code = createRecoveryCode();
  const recovery = await wrapForRecovery(register.dataKey, code, register.now());
  await changeVault(register, (file) => withEnvelope(file, recovery));
  await rememberVault(register, session, { what: 'codeRenewed' });
  return { code };
}

/** The person has shown that the code stands on paper. */
export async function keepCode(register: Register): Promise<void> {
  await changeVault(register, (file) => ({
    ...file,
    envelopes: file.envelopes.map((each) => (each.kind === 'recovery' ? { ...each, isKept: true } : each)),
  }));
}

/** Wraps the data key for a person. Raises passphraseTooWeak { grade }. */
async function setAccount(
  register: Register,
  { id, name }: { id: string; name: string },
  passphrase: string,
): Promise<void> {
  checkPassphrase(passphrase, await listKnownNames(register, { name }));
  const account = await wrapForAccount(register.dataKey, { person: id, name, passphrase });
  await changeVault(register, (file) => withEnvelope(file, account));
}

function hasAccounts(file: VaultFile): boolean {
  return file.envelopes.some(({ kind }) => kind === 'account');
}

function withoutDevice(file: VaultFile): VaultFile {
  return { ...file, envelopes: file.envelopes.filter(({ kind }) => kind !== 'device') };
}
