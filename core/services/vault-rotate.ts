/** Another data key: for when a passphrase, a code or a copy of the keys may have come into other hands. */
import { findCollector } from '../queries/sides.ts';
import type { Register, Session } from '../register.ts';
import { createDataKey } from '../vault/change-data-key.ts';
import { type Envelope, wrapForAccount, wrapForDevice, wrapForRecovery } from '../vault/envelope.ts';
import { readKeychainKey } from '../vault/keychain.ts';
import { createRecoveryCode } from '../vault/one-time-code.ts';
import { rememberVault } from './vault-events.ts';
import { checkProof, getVaultFile } from './vault-proof.ts';
import { sealForOffice } from './vault-ways.ts';

/**
 * Encrypts everything anew. The person at the keyboard keeps the passphrase; the code is another one. Nobody else can be given the new key without the passphrase that
 * only they know: they are `dropped`, and get one again by saveAccount.
 *
 * Raises what checkProof raises, registerInUse.
 */
export async function rotateKey(
  register: Register,
  session: Session,
  passphrase: string,
): Promise<{ code: string; dropped: string[] }> {
  const person = await checkProof(register, session, passphrase);
  const { envelopes, vault } = getVaultFile(register);
  const to = createDataKey();
  const code = createRecoveryCode();
  const made: Envelope[] = await Promise.all([
    wrapForAccount(to, { person: person.id, name: person.name, passphrase }),
    wrapForRecovery(to, code, register.now()),
  ]);
  const office = envelopes.find((each) => each.kind === 'office');
  const collector = await findCollector(register.reader);
  if (office?.kind === 'office' && collector?.owner === office.owner)
    made.push({ ...office, wrapped: await sealForOffice(to, collector.recipient) });
  const key = envelopes.some(({ kind }) => kind === 'keychain') ? await readKeychainKey(vault) : undefined;
  if (key) made.push({ kind: 'keychain', wrapped: wrapForDevice(to, key).wrapped });
  await register.changeDataKey(to, made);
  await rememberVault(register, session, { what: 'rotated' });
  const dropped = envelopes.flatMap((each) =>
    each.kind === 'account' && each.person !== person.id ? [each.name] : [],
  );
  return { code, dropped };
}
