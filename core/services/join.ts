/** A further PC of the same side: the first one makes a file and 20 digits that open it, the new one takes them. */
import { Problem } from '../../shared/problems.ts';
import { findSecrets } from '../journal/secrets.ts';
import { findInstallation } from '../queries/changes.ts';
import { findCollector } from '../queries/sides.ts';
import { saveSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { FileRefused } from '../sync/files/file-refused.ts';
import { type JoinFile, readJoinFile, writeJoinFile } from '../sync/files/join-file.ts';
import { createPassphrase, readCode } from '../vault/one-time-code.ts';
import { makeKeys } from '../sync/installation-keys.ts';
import { openKeyring } from '../sync/keyring.ts';
import { createInstallationId } from '../journal/installation-id.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes the file for a further PC; it expires after a day. Raises registerNotSetUp, keysMissing, trialStaysHere. */
export async function inviteReplica(register: Register): Promise<{ file: File; digits: string; expiresAt: string }> {
  const { keys, own, installation } = await openKeyring(register);
  if (installation.isTrial === 1) throw new Problem('trialStaysHere');
  const secret = (await findSecrets(register.reader, own.owner, [''])).get('');
  if (!secret) throw new Error('no secret for records of no person');
  const expiresAt = new Date(register.options.clock().getTime() + DAY_MS).toISOString();
  const { owner, role, code, name } = own;
  const { ownerSign, ownerIdentity } = keys;
  const collector = await findCollector(register.reader);
  const content: JoinFile = {
    owner,
    role,
    code,
    name,
    ownerKeys: { ownerSign, ownerIdentity },
    secret: secret.toString('base64url'),
    collector: collector
      ? { ...collector, level: collector.level as NonNullable<JoinFile['collector']>['level'] }
      : null,
    expiresAt,
  };
  const digits = createPassphrase();
  const bytes = new Uint8Array(await writeJoinFile(content, keys, digits));
  // From now on files are laid down for this side itself.
  await register.exclusively(() => register.transact((db) => saveSetting(db, 'invitedReplica', register.now())));
  return { file: new File([bytes], `may-them-${code || owner}.somay`), digits, expiresAt };
}

/**
 * Sets up this installation as a further PC; its records come with the first exchange.
 *
 * Raises registerAlreadySetUp, fileRefused { reason }, codeWrong, codeExpired.
 */
export async function joinSide(
  register: Register,
  given: { file: File; digits: string; name: string },
): Promise<{ ownerName: string }> {
  const content = await readJoin(given);
  if (content.expiresAt < register.now()) throw new Problem('codeExpired');
  const { owner, role, collector, ownerKeys, name: ownerName } = content;
  await register.exclusively(() =>
    register.transact(async (db) => {
      if (await findInstallation(db)) throw new Problem('registerAlreadySetUp');
      const replica = createInstallationId();
      const installation = { id: 1, replica, owner, role, isTrial: 0, createdAt: register.now() } as const;
      await db.insertInto('installation').values(installation).execute();
      await db
        .insertInto('secrets')
        .values({ owner, subject: '', secret: Buffer.from(content.secret, 'base64url') })
        .execute();
      if (collector)
        await db
          .insertInto('collectors')
          .values({ ...collector, code: null, enrolledAt: register.now() })
          .execute();
      await saveSetting(db, 'invitedReplica', register.now());
      await makeKeys(db, register.keyPlace, { owner, replica, ownerKeys, name: given.name });
    }),
  );
  return { ownerName };
}

async function readJoin({ file, digits }: { file: File; digits: string }): Promise<JoinFile> {
  const passphrase = readCode(digits);
  if (!passphrase) throw new Problem('codeWrong');
  try {
    const content = await readJoinFile(new Uint8Array(await file.arrayBuffer()), passphrase);
    if (!content) throw new Problem('codeWrong');
    return content;
  } catch (error) {
    if (error instanceof FileRefused) throw new Problem('fileRefused', { reason: error.reason });
    throw error;
  }
}
