/**
 * A register whose file is damaged or gone: all that is left of it is set aside, untouched, and the program goes on with an empty register until the
 * former one has been recovered. The program never dies of it, and never begins anew as if nothing had been.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { DamageReport } from '../../shared/contract/backups.ts';
import { isProblem } from '../../shared/problems.ts';
import { openRegister, type Register, type RegisterOptions } from '../register.ts';
import { REGISTER_FILE, swapRegister } from '../register-files.ts';
import { KEY_COPY_FILE, KEY_FILE } from '../vault/vault-file.ts';

/** Opens the register; a damaged or missing one is set aside first. Raises what {@link openRegister} raises otherwise. */
export async function openOrSetAside(options: RegisterOptions): Promise<Register> {
  const { dataDir, log } = options;
  if (isMissing(dataDir)) setDamagedAside(options, 'missing');
  try {
    return await openRegister(options);
  } catch (error) {
    if (!isProblem(error) || error.code !== 'registerDamaged') throw error;
    log?.({ level: 'error', message: 'the register is damaged', reason: String(error.details['reason'] ?? '') });
    setDamagedAside(options, 'damaged');
    return openRegister(options);
  }
}

/**
 * Opens a locked register with its data key; one that turns out to be damaged is set aside, and an empty one is open instead.
 *
 * Raises registerDamaged then, and what {@link Register.unlock} raises.
 */
export async function unlockOrSetAside(register: Register, dataKey: Uint8Array): Promise<void> {
  try {
    await register.unlock(dataKey);
  } catch (error) {
    if (isProblem(error) && error.code === 'registerDamaged') {
      register.options.log({ level: 'error', message: 'the register is damaged', ...error.details });
      await register.setAside('damaged');
    }
    throw error;
  }
}

/**
 * What was found damaged last; undefined: nothing. Of use as long as no register has been set up or recovered in the folder. The name of
 * the folder says it all, so that no end between two steps can hide it.
 */
export function findDamageReport(dataDir: string): DamageReport | undefined {
  const found = readdirSync(dataDir)
    .map((name) => /^(damaged|missing)-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)/.exec(name))
    .filter((match) => match !== null)
    .sort((one, other) => (one[2] ?? '').localeCompare(other[2] ?? ''))
    .at(-1);
  if (!found) return undefined;
  const [, reason, hour, minute, second, rest] = found;
  return {
    reason: reason === 'missing' ? 'missing' : 'damaged',
    at: `${hour}:${minute}:${second}.${rest}`,
    folder: path.join(dataDir, found.input),
  };
}

/** Keys and packages without a register: its file was removed, or a disk lost it. */
function isMissing(dataDir: string): boolean {
  const has = (name: string): boolean => existsSync(path.join(dataDir, name));
  return !has(REGISTER_FILE) && !has('swap.json') && has('outbox') && (has(KEY_FILE) || has(KEY_COPY_FILE));
}

function setDamagedAside({ dataDir, clock }: RegisterOptions, reason: DamageReport['reason']): void {
  const at = (clock?.() ?? new Date()).toISOString().replaceAll(/[:.]/g, '-');
  swapRegister(dataDir, { aside: `${reason}-${at}`, staged: null, key: undefined });
}
