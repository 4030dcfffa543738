/**
 * An office opens the register of a school that has lost every passphrase and the code: the school brings its data folder or a backup on a stick, the office's key
 * opens the envelope that the school once sealed to it, and the school chooses a new passphrase there and then. The office's own register is not touched.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../shared/problems.ts';
import { toDatabaseProblem } from '../database/sqlite/database-problem.ts';
import type { Register, Session } from '../register.ts';
import { openFormerKeyrings, openKeyring } from '../sync/keyring.ts';
import { wrapForAccount, wrapForRecovery } from '../vault/envelope.ts';
import { createRecoveryCode } from '../vault/one-time-code.ts';
import { findVaultFile, openKeys, type VaultFile, withEnvelope, writeVaultFile } from '../vault/vault-file.ts';
import { rememberVault } from './vault-events.ts';
import { checkPassphrase, checkProof, listPeopleWithPassphrase } from './vault-proof.ts';
import { openForOffice } from './vault-ways.ts';

export interface RescueRequest {
  /** The school's data folder, a backup's, or a file in one of them: where its `keys.json` lies. */
  folder: string;
  /** Whose passphrase is set anew, by name; left out: who got one first. */
  account?: string | undefined;
  newPassphrase: string;
  /** Of the person at the office's keyboard, where somebody there has one. */
  passphrase?: string | undefined;
}

/**
 * Writes a new passphrase and a new code into the folder's envelopes; the former code opens nothing any more, other people's passphrases go on opening.
 *
 * Raises schoolKeysMissing { folder }, notSealedToOffice { name }, accountMissing, passphraseTooWeak { grade }, folderReadOnly, what checkProof raises.
 */
export async function rescueSchool(
  register: Register,
  session: Session,
  { folder: given, account, newPassphrase, passphrase = '' }: RescueRequest,
): Promise<{ name: string; code: string }> {
  if (listPeopleWithPassphrase(register).length > 0) await checkProof(register, session, passphrase);
  const folder = findFolder(given);
  const file = folder === undefined ? undefined : findVaultFile(folder);
  if (folder === undefined || !file) throw new Problem('schoolKeysMissing', { folder: folder ?? given });
  const accounts = file.envelopes.filter((each) => each.kind === 'account');
  const wanted = account === undefined ? accounts[0] : accounts.find(({ name }) => name === account.normalize('NFC'));
  if (!wanted) throw new Problem('accountMissing');
  checkPassphrase(newPassphrase, [wanted.name]);
  const dataKey = await openWithOwnKeys(register, file);
  const code = createRecoveryCode();
  const { person, name } = wanted;
  const [made, recovery] = await Promise.all([
    wrapForAccount(dataKey, { person, name, passphrase: newPassphrase }),
    wrapForRecovery(dataKey, code, register.now()),
  ]);
  try {
    writeVaultFile(folder, withEnvelope(withEnvelope(file, made), recovery));
  } catch (error) {
    throw toDatabaseProblem(error);
  }
  await rememberVault(register, session, { what: 'schoolOpened', value: file.vault });
  return { name, code };
}

/** Raises notSealedToOffice { name } where the envelope is for another office, or there is none. */
async function openWithOwnKeys(register: Register, file: VaultFile): Promise<Buffer> {
  const keyring = await openKeyring(register);
  for (const { keys } of [keyring, ...(await openFormerKeyrings(register, keyring))]) {
    const dataKey = await openForOffice(file, keys.ownerIdentity.identity);
    if (dataKey && (file.sealed === null || openKeys(dataKey, file.sealed) !== undefined)) return dataKey;
  }
  const sealed = file.envelopes.find(({ kind }) => kind === 'office');
  throw new Problem('notSealedToOffice', { name: sealed?.kind === 'office' ? sealed.name : null });
}

/** The folder, or that of the file; undefined where nothing is there, also for a name that no file system takes. */
function findFolder(given: string): string | undefined {
  try {
    return statSync(given).isFile() ? path.dirname(given) : given;
  } catch {
    return undefined;
  }
}
