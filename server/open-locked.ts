/** Opens a locked register for a command: the passphrase file, else a question at the terminal, else the keychain. (A device key has opened it before.) */
import { openByAnyPassphrase, unlockByKeychain } from '../core/services/vault-unlock.ts';
import { getVaultFile } from '../core/services/vault-proof.ts';
import type { Register } from '../core/register.ts';
import { isProblem, Problem } from '../shared/problems.ts';
import { askSecret, canAsk, readGivenPassphrase } from './secrets.ts';
import type { Words } from './words.ts';

/** Whether a command asks at the terminal; `quiet`: it may go on while the register is locked. */
export type Opening = 'ask' | 'quiet' | 'none';

/**
 * Returns whose passphrase it was; undefined where nobody had to type one.
 *
 * Raises passphraseFileMissing, wrongPassphrase, attemptsSlowed, registerLocked, deviceKeyLost.
 */
export async function openLocked(
  register: Register,
  {
    actor,
    opening,
    mendsDamage,
    text,
  }: { actor: string | undefined; opening: Opening; mendsDamage: boolean; text: Words },
): Promise<string | undefined> {
  if (!register.isLocked || opening === 'none') return undefined;
  if (!hasSecrets(register)) {
    if (opening === 'ask' && !(await unlockByKeychain(register))) throw new Problem('deviceKeyLost');
    return undefined;
  }
  const given = readGivenPassphrase() ?? (opening === 'ask' && canAsk() ? await askSecret(text.askPassphrase) : '');
  try {
    if (given !== '') return await openByAnyPassphrase(register, { name: actor, passphrase: given, mendsDamage });
  } catch (error) {
    // Set aside: the command that recovers it goes on with an empty register.
    if (mendsDamage && isProblem(error) && error.code === 'registerDamaged') return undefined;
    throw error;
  }
  if (!(await unlockByKeychain(register)) && opening === 'ask') throw new Problem('registerLocked');
  return undefined;
}

/** False where no passphrase and no code opens it: only the key file of the computer that made it. */
function hasSecrets(register: Register): boolean {
  return getVaultFile(register).envelopes.some(({ kind }) => kind === 'account' || kind === 'recovery');
}
