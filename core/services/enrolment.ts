/** Enrolment: an office invites, a school or an office below accepts, the office's next acknowledgement confirms. */
import { hash } from 'node:crypto';
import type { z } from 'zod';
import type { collector, invitation, invitationPreview } from '../../shared/contract/sync.ts';
import { Problem } from '../../shared/problems.ts';
import type { CollectorRow } from '../database/tables.ts';
import { findSetting } from '../queries/sync-settings.ts';
import { findCollector } from '../queries/sides.ts';
import type { Register } from '../register.ts';
import { removeFile } from '../sync/file-places.ts';
import { FileRefused } from '../sync/files/file-refused.ts';
import {
  type Invitation,
  invitationFromDigits,
  invitationToDigits,
  readInvitation,
  writeInvitation,
} from '../sync/files/invitation.ts';
import { httpAddress } from '../sync/http-address.ts';
import { createCode } from '../vault/one-time-code.ts';
import { openFormerKeyrings, openKeyring } from '../sync/keyring.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The invitation as a file, or as the digits of its QR code. */
export type InvitationSource = { file: File } | { digits: string };
type Collector = z.output<typeof collector>;

/** Makes a one-time code for one school or office. Raises notAnOffice. */
export async function inviteMember(
  register: Register,
  given: { memberCode: string | null; memberName: string | null; expiresInDays: number },
): Promise<z.output<typeof invitation>> {
  const { keys, own } = await openKeyring(register);
  const office = await register.reader
    .selectFrom('offices')
    .select(['name', 'level', 'code'])
    .where('owner', '=', own.owner)
    .executeTakeFirst();
  if (own.role !== 'office' || !office) throw new Problem('notAnOffice');
  const code = createCode();
  const madeAt = register.now();
  const expiresAt = new Date(register.options.clock().getTime() + given.expiresInDays * DAY_MS).toISOString();
  const { owner, signKey, recipient } = own;
  const content: Invitation = {
    office: { owner, name: office.name, level: office.level, code: office.code ?? '', signKey, recipient },
    http: httpAddress.safeParse(await findSetting(register.reader, 'httpAddress')).data ?? null,
    code,
    expiresAt,
  };
  const { memberCode, memberName } = given;
  const row = { codeHash: hash('sha256', code, 'hex'), memberCode, memberName, madeAt, expiresAt };
  await register.exclusively(() =>
    register.transact((db) =>
      db
        .insertInto('invitations')
        .values({ ...row, usedAt: null, usedBy: null })
        .execute(),
    ),
  );
  const bytes = new Uint8Array(writeInvitation(content, keys.replica));
  const name = `moi-${memberCode?.replace(/[^0-9A-Za-z]/g, '') || code.slice(0, 4)}.somay`;
  return { file: new File([bytes], name), digits: invitationToDigits(content), code, expiresAt };
}

/** What an invitation says, before it is taken. Raises fileRefused { reason }, codeWrong, codeExpired, alreadyEnrolled { name }, trialStaysHere. */
export async function previewInvitation(
  register: Register,
  source: InvitationSource,
): Promise<z.output<typeof invitationPreview>> {
  const { office, http, expiresAt } = await checkInvitation(register, source);
  return { officeName: office.name, level: office.level, httpUrl: http?.url ?? null, expiresAt };
}

/** Takes an invitation: from now on packages are sealed to that office too, and our answer goes first. Raises as {@link previewInvitation}. */
export async function acceptInvitation(register: Register, source: InvitationSource): Promise<Collector> {
  const keyring = await openKeyring(register);
  const { office, http, code } = await checkInvitation(register, source);
  const row: CollectorRow = {
    owner: office.owner,
    name: office.name,
    level: office.level,
    signKey: office.signKey,
    recipient: office.recipient,
    httpUrl: http?.url ?? null,
    httpFingerprint: http?.fingerprint ?? null,
    code,
    enrolledAt: null,
  };
  const replicas = [keyring, ...(await openFormerKeyrings(register, keyring))].map(({ keys }) => keys.replica);
  await register.exclusively(() =>
    register.transact(async (db) => {
      const { owner: _owner, ...rest } = row;
      await db
        .insertInto('collectors')
        .values(row)
        .onConflict((conflict) => conflict.column('owner').doUpdateSet(rest))
        .execute();
      // Written before, they are not sealed to this office: on need they are written again.
      await db
        .updateTable('packages')
        .set({ file: null })
        .where('state', '=', 'own')
        .where('replica', 'in', replicas)
        .execute();
    }),
  );
  await removeFile(register, `outbox/${office.owner}`);
  return { ...row, level: office.level, acceptedChanges: 0, heardAt: null };
}

/** Ends the connection with the collector; what it confirmed stays remembered. */
export async function leaveCollector(register: Register): Promise<void> {
  await register.exclusively(() => register.transact((db) => db.deleteFrom('collectors').execute()));
}

async function checkInvitation(register: Register, source: InvitationSource): Promise<Invitation> {
  const content = await readSource(source);
  const { owner, isTrial } = await register.getInstallation();
  if (isTrial === 1) throw new Problem('trialStaysHere');
  if (content.expiresAt < register.now()) throw new Problem('codeExpired');
  const before = await findCollector(register.reader);
  if (before && before.owner !== content.office.owner) throw new Problem('alreadyEnrolled', { name: before.name });
  if (content.office.owner === owner) throw new Problem('fileRefused', { reason: 'notOwner' });
  return content;
}

async function readSource(source: InvitationSource): Promise<Invitation> {
  try {
    if ('digits' in source) return invitationFromDigits(source.digits);
    return readInvitation(new Uint8Array(await source.file.arrayBuffer()));
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw 'digits' in source ? new Problem('codeWrong') : new Problem('fileRefused', { reason: error.reason });
  }
}
