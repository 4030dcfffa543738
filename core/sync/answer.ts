/** Our answer to an office's invitation, until the office has confirmed. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { findCollector } from '../queries/sides.ts';
import { findSetting, saveSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { findFile, peerFile, writeInData } from './file-places.ts';
import { writeAnswer } from './files/answer.ts';
import type { Keyring } from './keyring.ts';
import { type OutgoingFile, toOutgoing } from './outgoing-file.ts';

const remembered = z.object({ id: z.string(), content: z.string() });

/** Undefined when nobody waits for an answer. */
export async function writeAnswerFor(register: Register, { keys, own }: Keyring): Promise<OutgoingFile | undefined> {
  const collector = await findCollector(register.reader);
  if (!collector || collector.code === null) return undefined;
  const name = `${keys.replica}-answer.somay`;
  const place = peerFile(collector.owner, 'answer.somay');
  const content = { code: collector.code, member: own };
  const digest = hash('sha256', JSON.stringify([content, keys.certificate, collector.recipient]), 'hex');
  const before = remembered.safeParse(await findSetting(register.reader, 'answer')).data;
  const bytes = before?.content === digest ? await findFile(register, place) : undefined;
  if (before && bytes) return toOutgoing('answer', name, { id: before.id, bytes });
  const file = await writeAnswer(content, {
    keys,
    at: register.now(),
    recipients: [collector.recipient],
    outer: { code: own.code, to: collector.owner },
  });
  writeInData(register, place, file.bytes);
  await register.exclusively(() =>
    register.transact((db) => saveSetting(db, 'answer', { id: file.id, content: digest })),
  );
  return toOutgoing('answer', name, file);
}
