/** What sides say about one another: who is enrolled, whose packages end where, which changes are refused. */
import { z } from 'zod';
import { recordTable, text, voidFields, voidGroup } from './record-table.ts';

/** Random id of a school or an office, made at its first start; 16 characters. */
export const ownerId = z.string().regex(/^[0-9a-z]{16}$/);
/** Random id of one installation; 16 characters. */
export const replicaId = z.string().regex(/^[0-9a-z]{16}$/);
/** Ed25519 public key, 32 bytes as base64url. */
export const signKey = z.string().regex(/^[0-9A-Za-z_-]{43}$/);
/** X25519 recipient as age writes it. */
export const recipient = z.string().regex(/^age1[0-9a-z]{58}$/);

/** A school, or an office below, whose packages this office collects; signed by being in the office's own chain. */
export const enrolments = recordTable({
  table: 'enrolments',
  owner: 'office',
  fields: z.object({
    /** The enrolled side. */
    member: ownerId,
    role: z.enum(['school', 'office']),
    code: z.string().max(20),
    name: text,
    signKey,
    recipient,
    ...voidFields,
  }),
  groups: { ...voidGroup, keys: ['signKey', 'recipient'] },
  subject: 'member',
  appendOnly: false,
});

/** An installation that is lost or retired: what it wrote after `lastSeq` is quarantined. Releasing raises `lastSeq`. */
export const revocations = recordTable({
  table: 'revocations',
  owner: 'home',
  fields: z.object({
    /** Whose installation it is: the own side, or a member of this office. */
    member: ownerId,
    replica: replicaId,
    lastSeq: z.number().int().min(0),
    reason: text,
    ...voidFields,
  }),
  groups: voidGroup,
  subject: 'member',
  appendOnly: false,
});

/** Why a reader does not count a change, or does not take a package: the closed list of docs/sync.md. */
export const refusalReason = z.enum(['notOwner', 'malformed', 'tooNew', 'revoked', 'altered', 'forked']);
export type RefusalReason = z.output<typeof refusalReason>;

/** A change of a member that the office does not count. Stands until a change that names the refused one as base arrives. */
export const refusals = recordTable({
  table: 'refusals',
  owner: 'office',
  fields: z.object({
    member: ownerId,
    /** Id of the refused change. */
    change: z.string().max(24),
    recordTable: z.string().max(60),
    record: z.string().max(24),
    reason: refusalReason,
    ...voidFields,
  }),
  groups: voidGroup,
  subject: 'member',
  appendOnly: false,
});

/** Tables whose records are about one member: an office's packages for another member carry them without their values. */
export const tablesAboutAMember = ['enrolments', 'revocations', 'refusals'] as const;
