/** A school's or office's answer to our invitation: with a code that we gave out, that is not spent and has not expired, it is enrolled. */
import { hash } from 'node:crypto';
import { listMembers } from '../queries/sides.ts';
import { saveKnownReplica } from '../queries/packages.ts';
import { saveSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { readAnswer } from './files/answer.ts';
import { FileRefused } from './files/file-refused.ts';
import type { SealedFile } from './files/sealed-file.ts';
import { isCertificateSound } from './keys/certificate.ts';
import type { Keyring } from './keyring.ts';
import { readSetting, type Received } from './received.ts';
import { toKnownReplica } from './trust.ts';
import { findFirstPerson } from './settle-refusals.ts';

/** Throws FileRefused (notOwner) for a code that is wrong, spent by another side, or expired. */
export async function receiveAnswer(register: Register, { own }: Keyring, file: SealedFile): Promise<Received> {
  const { code, member } = readAnswer(file);
  const { certificate, owner } = file.header;
  // The keys come with the code: whoever holds it may bring them, but only for the side that signs.
  if (member.owner !== owner || owner === own.owner || !isCertificateSound(certificate, member.signKey))
    throw new FileRefused('notOwner', 'the answer is signed by another side');
  const db = register.reader;
  const codeHash = hash('sha256', code, 'hex');
  const invitation = await db.selectFrom('invitations').selectAll().where('codeHash', '=', codeHash).executeTakeFirst();
  if (!invitation) throw new FileRefused('notOwner', 'an unknown code', 'forGood');
  if (invitation.usedAt !== null && invitation.usedBy !== owner) throw new FileRefused('notOwner', 'a spent code');
  const enrolled = (await listMembers(db, own.owner)).find((row) => row.member === owner);
  const received = { kind: 'answer', owner, reason: null, changes: 0, refusedChanges: 0, id: file.id } as const;
  if (invitation.usedAt !== null) {
    await register.exclusively(() => register.transact((db) => saveSetting(db, readSetting(file.outer), true)));
    // Removed since: a spent code brings nobody back.
    if (!enrolled) throw new FileRefused('notOwner', 'a spent code');
    return { ...received, outcome: 'known' };
  }
  if (register.now() > invitation.expiresAt) throw new FileRefused('notOwner', 'an expired code', 'forGood');
  await register.run({ personId: await findFirstPerson(register, own.owner) }, async (command) => {
    const { owner: _owner, ...side } = member;
    if (enrolled) await command.change('enrolments', enrolled.id, side);
    else command.create('enrolments', { member: owner, ...side });
    const transaction = await command.read();
    await transaction
      .updateTable('invitations')
      .set({ usedAt: register.now(), usedBy: owner })
      .where('codeHash', '=', codeHash)
      .execute();
    await saveKnownReplica(transaction, toKnownReplica(certificate, register.now()));
    await saveSetting(transaction, readSetting(file.outer), true);
  });
  return { ...received, outcome: 'taken' };
}
