/**
 * Sync upward: who collects, what waits, what was confirmed or refused, and the files that carry it (docs/sync.md). What the
 * program moves by itself and what a person moves by hand are the same files.
 */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ownerId, refusalReason, replicaId } from '../records/office.ts';
import { officeLevel } from '../records/organisation.ts';
import { instant, recordId } from '../records/record-table.ts';
import { page, pageRequest, raises, read, requiredText, write, written } from './procedure.ts';

export const carrierName = z.enum(['http', 'folder', 'hand']);
export type CarrierName = z.output<typeof carrierName>;

/** How a record stands on its way up: its least advanced change decides; refused comes before all. */
export const syncState = z.enum(['waiting', 'packed', 'received', 'accepted', 'refused']);
export type SyncState = z.output<typeof syncState>;

/** The side above that collects from this one. */
export const collector = z.object({
  owner: ownerId,
  name: z.string(),
  level: officeLevel,
  httpUrl: z.string().nullable(),
  /** Null: our answer is on its way, the office has not confirmed yet. */
  enrolledAt: instant.nullable(),
  /** What it confirmed: changes of all our installations, and when we last heard of it. */
  acceptedChanges: z.number().int(),
  heardAt: instant.nullable(),
});

/** One way by which files travel, and how its last try went. */
export const carrierStatus = z.object({
  carrier: carrierName,
  /** Address or folder. */
  place: z.string(),
  state: z.enum(['idle', 'running', 'unreachable', 'paused', 'failed']),
  triedAt: instant.nullable(),
  succeededAt: instant.nullable(),
  /** When it is tried next by itself; null: when something appears. */
  nextTryAt: instant.nullable(),
  /** Code of the Problem of the last try, with its details. */
  problem: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]).optional()),
});
export type CarrierStatus = z.output<typeof carrierStatus>;

export const syncSettings = z.object({
  /** Folder that is watched beside sticks: a network share or the folder of a cloud drive. */
  folder: z.string().max(1000).nullable(),
  /** Use USB sticks that carry a folder `so-may`. */
  usesSticks: z.boolean(),
  isPaused: z.boolean(),
  /** Minutes between tries over HTTP. */
  intervalMinutes: z.number().int().min(1).max(1440),
  /** Small pieces, no attachments. */
  isLowBandwidth: z.boolean(),
});
export type SyncSettings = z.output<typeof syncSettings>;

/** Another PC of this side: changes known to exist there, those that came here, those that the collector confirmed. */
export const siblingStatus = z.object({
  replica: replicaId,
  name: z.string(),
  changes: z.number().int(),
  here: z.number().int(),
  accepted: z.number().int(),
});
export type SiblingStatus = z.output<typeof siblingStatus>;

/** Files of one PC of this side that whoever collects has and does not count, with its reason. */
export const filesNotTaken = z.object({
  replica: replicaId,
  /** What that PC is called. */
  name: z.string(),
  isThisOne: z.boolean(),
  reason: refusalReason,
  files: z.number().int(),
  changes: z.number().int(),
});

export const syncStatus = z.object({
  replica: replicaId,
  owner: ownerId,
  collector: collector.nullable(),
  /** Changes of this PC, also as the installations that it was before: written, in packages, arrived, accepted. Each contains the next. */
  changes: z.number().int(),
  packed: z.number().int(),
  received: z.number().int(),
  accepted: z.number().int(),
  /** When the oldest change that nobody has confirmed was made; null: none waits. */
  waitingSince: instant.nullable(),
  /** Pictures of signed papers that the collector asked for in its last acknowledgement. */
  askedAttachments: z.number().int(),
  notTaken: z.array(filesNotTaken),
  /** The last change of this PC that counts elsewhere; null: it is not locked out. */
  lockedOutAfter: z.number().int().nullable(),
  /** Further PCs of this side that are not locked out, as far as their files and acknowledgements said. */
  siblings: z.array(siblingStatus),
  refusedRecords: z.number().int(),
  conflicts: z.number().int(),
  findings: z.number().int(),
  /** Files that came and cannot be read yet or were not taken. */
  waitingFiles: z.number().int(),
  quarantinedFiles: z.number().int(),
  refusedFiles: z.number().int(),
  /** Those that nobody has dealt with. */
  forks: z.number().int(),
  carriers: z.array(carrierStatus),
  /** Sticks and drives that are in and carry no files yet. */
  freeSticks: z.array(z.string()),
  settings: syncSettings,
  outboxFolder: z.string(),
});
export type SyncStatus = z.output<typeof syncStatus>;

/** A record that the office does not count, or this PC after a fork, with the reason and where to mend it. */
export const refusedRecord = z.object({
  /** At an office: the school whose record it is and who mends it; null for one of this side. */
  ownerName: z.string().nullable(),
  recordTable: z.string(),
  record: recordId,
  label: z.string(),
  reason: refusalReason,
  at: instant,
  /** The pupil on whose page it is mended; null when it is on another page. */
  student: recordId.nullable(),
});

/** A file that came, whatever carried it. */
export const receivedFile = z.object({
  id: z.string(),
  owner: ownerId,
  ownerName: z.string(),
  replica: replicaId,
  first: z.number().int(),
  last: z.number().int(),
  sizeBytes: z.number().int(),
  state: z.enum(['own', 'merged', 'waiting', 'quarantined', 'forked', 'refused']),
  reason: z.string().nullable(),
  /** Changes in it that were refused alone. */
  refusedChanges: z.number().int(),
  carrier: z.string(),
  at: instant,
});
export type ReceivedFile = z.output<typeof receivedFile>;

/** What opening or receiving one file did. */
export const openedFile = z.object({
  kind: z.enum(['package', 'acknowledgement', 'invitation', 'answer', 'join', 'attachment']),
  ownerName: z.string(),
  /** taken: read, and new. known: nothing new in it. waiting: something before it has not come. */
  outcome: z.enum(['taken', 'known', 'waiting', 'quarantined', 'forked', 'refused']),
  reason: refusalReason.nullable(),
  changes: z.number().int(),
  refusedChanges: z.number().int(),
});
export type OpenedFile = z.output<typeof openedFile>;

/** An installation of this side or of a member. */
export const replica = z.object({
  replica: replicaId,
  owner: ownerId,
  ownerName: z.string(),
  name: z.string(),
  continues: replicaId.nullable(),
  isThisOne: z.boolean(),
  /** This side may lock it out: it is another one of its own, or of a member. */
  canRevoke: z.boolean(),
  /** Last change known here, and the last change that counts when it is revoked. */
  lastSeq: z.number().int(),
  revokedAfter: z.number().int().nullable(),
  seenAt: instant.nullable(),
});

/** A school or office whose packages this office collects. */
export const member = z.object({
  owner: ownerId,
  role: z.enum(['school', 'office']),
  code: z.string(),
  name: z.string(),
  enrolledAt: instant,
  /** When the newest change that arrived was made there, and when something last arrived here. */
  lastChangeAt: instant.nullable(),
  lastReceivedAt: instant.nullable(),
  silentDays: z.number().int().nullable(),
  changes: z.number().int(),
  /** Changes known to exist there that are not here: by what the member said of itself, and by gaps before files that wait. */
  missingChanges: z.number().int(),
  students: z.number().int(),
  devices: z.number().int(),
  receipts: z.number().int(),
  refusedChanges: z.number().int(),
  quarantinedFiles: z.number().int(),
  /** Attachments that its records name and whose bytes have not come. */
  missingAttachments: z.number().int(),
});
export type Member = z.output<typeof member>;

/** An invitation ready to be handed out: as a file, and as digits for a QR code that a keyboard scanner can type. */
export const invitation = z.object({
  file: z.file(),
  digits: z.string(),
  code: z.string(),
  expiresAt: instant,
});

export const invitationPreview = z.object({
  officeName: z.string(),
  level: officeLevel,
  httpUrl: z.string().nullable(),
  expiresAt: instant,
});
const invitationSource = z.union([z.object({ file: z.file() }), z.object({ digits: z.string().max(4000) })]);

const invitationProblems = raises('fileRefused', 'codeExpired', 'codeWrong', 'alreadyEnrolled', 'trialStaysHere');
const runProgress = z.object({
  type: z.literal('progress'),
  carrier: carrierName,
  phase: z.enum(['packing', 'sending', 'receiving', 'merging']),
  done: z.number().int(),
  total: z.number().int(),
});
export type RunProgress = z.output<typeof runProgress>;
export const runResult = z.object({
  sentFiles: z.number().int(),
  sentBytes: z.number().int(),
  receivedFiles: z.number().int(),
  receivedBytes: z.number().int(),
  requests: z.number().int(),
  refusedFiles: z.number().int(),
  carriers: z.array(carrierStatus),
});
export type RunResult = z.output<typeof runResult>;

export const sync = {
  status: read.output(syncStatus),
  /** Tries every carrier that is there, now. Ends with what moved; stopping the stream stops the try. */
  run: write
    .errors(raises('syncPaused'))
    .output(eventIterator(z.union([runProgress, z.object({ type: z.literal('done'), result: runResult })]))),
  saveSettings: write.errors(raises('folderMissing')).input(syncSettings.partial()).output(syncSettings),
  /** Makes a stick or drive that is in carry files from now on. */
  takeStick: write
    .errors(raises('folderGone', 'folderWriteProtected', 'folderFull'))
    .input(z.object({ place: z.string().max(1000) }))
    .output(z.object({})),
  /** Records of which something is not counted; of these alone, where ids are given. */
  refused: read
    .input(z.object({ ...pageRequest, records: z.array(recordId).max(500).optional() }))
    .output(page(refusedRecord)),
  /** How records stand, by id; of one table. */
  states: read
    .input(z.object({ records: z.array(recordId).max(500) }))
    .output(z.array(z.object({ record: recordId, state: syncState }))),
};

export const files = {
  /** Everything that the collector (or a further PC, or an office) lacks, as one file to send by mail: a zip of files when several. */
  save: write.input(z.object({ to: ownerId.nullable().default(null) })).output(z.file()),
  /** Opens a file that came by hand, of any kind but invitation and join. */
  open: write
    .errors(raises('fileRefused', 'fileTooLarge'))
    .input(z.object({ file: z.file() }))
    .output(z.array(openedFile)),
  /** The inbox, newest first: whatever carried them. */
  list: read
    .input(
      z.object({
        ...pageRequest,
        owner: ownerId.nullable().default(null),
        state: receivedFile.shape.state.nullable().default(null),
      }),
    )
    .output(page(receivedFile)),
  /** Takes files of a revoked installation after all; a person decides, and it is remembered. */
  release: write
    .errors(raises('fileNotQuarantined'))
    .input(z.object({ id: z.string() }))
    .output(openedFile),
  /** Says that a person has dealt with a file that has the numbers of another one, or has not after all. It stays kept. */
  settle: write
    .errors(raises('fileNotForked'))
    .input(z.object({ id: z.string(), isSettled: z.boolean() }))
    .output(z.object({})),
};

export const enrolment = {
  /** An office invites a school or an office below. */
  invite: write
    .errors(raises('notAnOffice'))
    .input(
      z.object({
        memberCode: z.string().max(20).nullable().default(null),
        memberName: z.string().max(500).nullable().default(null),
        expiresInDays: z.number().int().min(1).max(90).default(14),
      }),
    )
    .output(invitation),
  preview: read.errors(invitationProblems).input(invitationSource).output(invitationPreview),
  /** Takes an office's invitation; the answer goes with the next exchange. */
  accept: write.errors(invitationProblems).input(invitationSource).output(collector),
  /** Ends the connection with the collector; what it confirmed stays remembered. */
  leave: write.input(z.object({})).output(z.object({})),
  members: read.output(z.array(member)),
  removeMember: write.input(z.object({ owner: ownerId, reason: requiredText })).output(written),
};

export const replicas = {
  list: read.output(z.array(replica)),
  rename: write.input(z.object({ name: requiredText })).output(z.object({})),
  /** What it writes after `lastSeq` (default: the last change known here) is quarantined. */
  revoke: write
    .errors(raises('replicaIsThisOne'))
    .input(z.object({ replica: replicaId, lastSeq: z.number().int().min(0).optional(), reason: requiredText }))
    .output(written),
  /** Lets a further PC of this side join: a file, and 20 digits that open it. */
  invite: write
    .errors(raises('trialStaysHere'))
    .output(z.object({ file: z.file(), digits: z.string(), expiresAt: instant })),
  /** First start of a further PC: takes the file, sets up this installation; the records come with the first exchange. */
  join: write
    .errors(raises('registerAlreadySetUp', 'fileRefused', 'codeWrong', 'codeExpired'))
    .input(z.object({ file: z.file(), digits: z.string().max(60), name: requiredText }))
    .output(z.object({ ownerName: z.string() })),
};
