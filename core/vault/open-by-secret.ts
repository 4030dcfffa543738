/** Opens a vault with what a person knows: a passphrase or the printed code. Wrong ones slow the next. */
import { Problem } from '../../shared/problems.ts';
import type { FailedAttempts } from '../../shared/rules/attempt-delay.ts';
import { beginAttempt, forgetAttempts, secondsToWait } from './attempts.ts';
import { type AccountEnvelope, type Envelope, openAccount, openRecovery } from './envelope.ts';
import { readRecoveryCode } from './one-time-code.ts';
import { findVaultFile } from './vault-file.ts';

/** Where the vault lies, and what the clock says. */
export interface VaultPlace {
  /** Data folder of this PC's register, where attempts are remembered. */
  dataDir: string;
  now: Date;
  /** Folder whose envelopes are opened, where it is another one: a backup's. */
  vaultDir?: string;
}

export interface Opened {
  dataKey: Buffer;
  /** What had been tried in vain since the last time. */
  failed: FailedAttempts | undefined;
}

/** The door of a person, in the memory of attempts. */
export function doorOf(person: string): string {
  return `account ${person}`;
}

/** The door of the printed code. */
export const CODE_DOOR = 'recovery';
/** Of whoever did not say who it is. */
const ANY_DOOR = 'account';

/** Raises accountMissing, attemptsSlowed { seconds }, wrongPassphrase { seconds }. */
export async function openByPassphrase(place: VaultPlace, person: string, passphrase: string): Promise<Opened> {
  const envelope = findEnvelopes(place).find((each) => each.kind === 'account' && each.person === person);
  if (envelope?.kind !== 'account') throw new Problem('accountMissing');
  const door = doorAt(place, doorOf(person));
  const opened = await tryDoor(place, door, () => openAccount(envelope, passphrase));
  if (!opened) throw new Problem('wrongPassphrase', { seconds: secondsToWait(place.dataDir, door, place.now) });
  return opened;
}

/** Tries several accounts with one passphrase, as one attempt. Raises what {@link openByPassphrase} raises. */
export async function openByOneOf(
  place: VaultPlace,
  accounts: readonly AccountEnvelope[],
  passphrase: string,
): Promise<Opened & { person: string }> {
  const [first, second] = accounts;
  if (!first) throw new Problem('accountMissing');
  if (!second) return { ...(await openByPassphrase(place, first.person, passphrase)), person: first.person };
  let person = first.person;
  const door = doorAt(place, ANY_DOOR);
  const opened = await tryDoor(place, door, async () => {
    for (const account of accounts) {
      person = account.person;
      const dataKey = await openAccount(account, passphrase);
      if (dataKey) return dataKey;
    }
    return undefined;
  });
  if (!opened) throw new Problem('wrongPassphrase', { seconds: secondsToWait(place.dataDir, door, place.now) });
  return { ...opened, person };
}

/** Raises accountMissing (there is no code), attemptsSlowed { seconds }, wrongCode { reason, seconds }. */
export async function openByCode(place: VaultPlace, code: string): Promise<Opened> {
  const envelope = findEnvelopes(place).find((each) => each.kind === 'recovery');
  if (envelope?.kind !== 'recovery') throw new Problem('accountMissing');
  const digits = readRecoveryCode(code);
  // A slip of the finger shows by its check digits: it is no attempt.
  if (digits === undefined) throw new Problem('wrongCode', { reason: 'digits' });
  const door = doorAt(place, CODE_DOOR);
  const opened = await tryDoor(place, door, () => openRecovery(envelope, digits));
  if (!opened)
    throw new Problem('wrongCode', { reason: 'other', seconds: secondsToWait(place.dataDir, door, place.now) });
  return opened;
}

function findEnvelopes({ dataDir, vaultDir = dataDir }: VaultPlace): readonly Envelope[] {
  return findVaultFile(vaultDir)?.envelopes ?? [];
}

/** Another register's doors are its own: opening them forgets no attempt at those of this one. */
function doorAt({ dataDir, vaultDir }: VaultPlace, door: string): string {
  const other = vaultDir === undefined ? undefined : findVaultFile(vaultDir)?.vault;
  return other === undefined || other === findVaultFile(dataDir)?.vault ? door : `${door} of ${other}`;
}

async function tryDoor(
  { dataDir, now }: VaultPlace,
  door: string,
  open: () => Promise<Buffer | undefined>,
): Promise<Opened | undefined> {
  beginAttempt(dataDir, door, now);
  const dataKey = await open();
  return dataKey && { dataKey, failed: forgetAttempts(dataDir, door) };
}
