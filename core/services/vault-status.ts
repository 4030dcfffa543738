/** What the screens need to know about locks and keys; answers while the register is locked. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { VaultStatus } from '../../shared/contract/vault.ts';
import { findCollector } from '../queries/sides.ts';
import { PLAIN_REGISTER_FILE, type Register } from '../register.ts';
import { secondsToWait } from '../vault/attempts.ts';
import { hasKeychain } from '../vault/keychain.ts';
import { CODE_DOOR, doorOf } from '../vault/open-by-secret.ts';
import { findOwnDeviceKey, getVaultFile, vaultPlace } from './vault-proof.ts';
import { readIdleMinutes } from './vault-ways.ts';

export async function getVaultStatus(register: Register): Promise<VaultStatus> {
  const { dataDir, now } = vaultPlace(register);
  const { envelopes } = getVaultFile(register);
  const waitSeconds = (door: string): number => secondsToWait(dataDir, door, now);
  const code = envelopes.find(({ kind }) => kind === 'recovery');
  const office = envelopes.find(({ kind }) => kind === 'office');
  const { isLocked } = register;
  const collector = isLocked ? undefined : await findCollector(register.reader);
  const hasEnvelope = envelopes.some(({ kind }) => kind === 'keychain');
  const plainFile = path.join(dataDir, PLAIN_REGISTER_FILE);
  return {
    isLocked,
    accounts: envelopes.flatMap((each) =>
      each.kind === 'account'
        ? [{ person: each.person, name: each.name, waitSeconds: waitSeconds(doorOf(each.person)) }]
        : [],
    ),
    code:
      code?.kind === 'recovery'
        ? { madeAt: code.madeAt, isKept: code.isKept, waitSeconds: waitSeconds(CODE_DOOR) }
        : null,
    opensByDevice: findOwnDeviceKey(register) !== null,
    keychain: hasEnvelope ? 'on' : (await hasKeychain()) ? 'off' : 'none',
    office: { name: office?.kind === 'office' ? office.name : null, canAdd: collector?.name ?? null },
    lockAfterMinutes: isLocked ? null : await readIdleMinutes(register),
    plainFile: existsSync(plainFile) ? plainFile : null,
  };
}
