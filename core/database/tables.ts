/** Kysely's picture of the file: synced tables follow shared/records, local tables are declared here. */
import type { Generated } from 'kysely';
import type { RecordFields, RecordTableName } from '../../shared/records/record-tables.ts';

/** A row of a synced table: its key, then the fields of the record. */
export type SyncedRow<Name extends RecordTableName> = { owner: string; id: string } & RecordFields<Name>;

type SyncedTables = { [Name in RecordTableName as SnakeToCamel<Name>]: SyncedRow<Name> };
type SnakeToCamel<Text extends string> = Text extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<SnakeToCamel<Tail>>}`
  : Text;

/** One line of the journal; docs/journal.md gives the bytes. */
export interface ChangeRow {
  replica: string;
  seq: number;
  counter: number;
  owner: string;
  recordTable: string;
  record: string;
  /** Pupil or household whose secret commits to the fields; '' for records of no person. */
  subject: string;
  /** The stored bytes of the fields: a JSON text, hashed as it stands. */
  fields: string;
  /** Change ids, ascending, separated by a space; '' for a creation. */
  base: string;
  command: string;
  actor: string;
  at: string;
  schema: number;
  prev: Buffer;
  hash: Buffer;
}

/** The 32 random bytes that commit to the values of one pupil or household. */
export interface SecretRow {
  owner: string;
  subject: string;
  secret: Buffer;
}

/** Where the chain of each replica stands; read inside the write transaction, never cached. */
export interface ChainHeadRow {
  replica: string;
  seq: number;
  counter: number;
  hash: Buffer;
}

/** This installation: one row. */
export interface InstallationRow {
  id: 1;
  replica: string;
  owner: string;
  role: 'school' | 'office';
  isTrial: 0 | 1;
  createdAt: string;
}

/** A row of an import that waits for a person. Local: it never leaves this PC. */
export interface ImportProblemRow {
  id: Generated<number>;
  /** Command of the import; null when that import wrote nothing. */
  command: string | null;
  kind: 'roster' | 'devices';
  fileName: string;
  at: string;
  sheet: string;
  row: number;
  label: string;
  /** JSON: the values as understood. */
  valuesJson: string;
  /** JSON: the notes. */
  problemsJson: string;
  /** Round of a delivery's line. */
  round: string | null;
}

/** The columns that a clerk chose for files with these headers. */
export interface ColumnChoiceRow {
  fingerprint: string;
  kind: 'roster' | 'devices';
  columnsJson: string;
}

/**
 * Derived: one row per pupil with what searching, sorting and filtering need (docs/database.md). Refreshed by the
 * journal with every write that touches the pupil; rebuilt at will.
 */
export interface StudentSearchRow {
  student: string;
  owner: string;
  /** Number of the folded name in the name search. */
  name: number;
  foldedName: string;
  sortKey: string;
  classSortKey: string;
  class: string | null;
  /** Newest not voided status of the household; `unknown`: no record says. */
  povertyStatus: 'poor' | 'near_poor' | 'none' | 'unknown';
  deviceState: 'none' | 'assigned' | 'received';
  /** The device that the pupil holds, else the one planned. */
  device: string | null;
  /** The open receipt, when a device is held. */
  receipt: string | null;
  isVoided: 0 | 1;
}

/** Derived: one row per device with where it is now. */
export interface DeviceSearchRow {
  owner: string;
  device: string;
  round: string;
  state: 'in_stock' | 'assigned' | 'handed_over' | 'voided';
  /** Who holds it, else for whom it is planned. */
  student: string | null;
  /** The open receipt, when someone holds it. */
  receipt: string | null;
  /** The assignment that is not voided, also while someone holds it. */
  assignment: string | null;
}

/** By which rules the derived tables were filled: one row. */
export interface DerivedVersionRow {
  id: 1;
  version: number;
}

/** Public half of an installation's keys, as its certificate in a package says. Local. */
export interface KnownReplicaRow {
  replica: string;
  owner: string;
  /** What people call the PC. */
  name: string;
  /** Ed25519, base64url. */
  signKey: string;
  /** age recipient. */
  recipient: string;
  /** Replica that this one continues after a restore or a copy; null for a PC of its own. */
  continues: string | null;
  /** Signature of the owner's key over the certificate, base64url. */
  certificate: string;
  seenAt: string;
}

/** The side above that collects from this one (at most one), or was invited by code. Local: addresses are never synced. */
export interface CollectorRow {
  owner: string;
  name: string;
  level: string;
  signKey: string;
  recipient: string;
  httpUrl: string | null;
  /** SHA-256 of the certificate, hex, for an office without a public name. */
  httpFingerprint: string | null;
  /** The one-time code of the invitation, until the office has confirmed. */
  code: string | null;
  enrolledAt: string | null;
}

/** A one-time code that this office gave out. Local. */
export interface InvitationRow {
  /** SHA-256 of the code, hex. */
  codeHash: string;
  memberCode: string | null;
  memberName: string | null;
  madeAt: string;
  expiresAt: string;
  usedAt: string | null;
  usedBy: string | null;
}

/** What a reader of this side's packages has confirmed, per replica whose changes it confirmed. Local. */
export interface AcknowledgementRow {
  /** Owner who confirmed. */
  peer: string;
  /** The installation that confirmed: another one is another epoch. */
  peerReplica: string;
  replica: string;
  /** Accepted through here, with the hash there. */
  seq: number;
  hash: Buffer;
  /** The peer's own number of this acknowledgement; rises within an epoch. */
  number: number;
  at: string;
}

/** Every package that this installation wrote or received, by the SHA-256 of its signed body. Local. */
export interface PackageRow {
  id: string;
  replica: string;
  owner: string;
  first: number;
  last: number;
  prevHash: Buffer;
  lastHash: Buffer;
  /** Path inside the data folder; null when pruned (own ones can be written again). */
  file: string | null;
  sizeBytes: number;
  state: 'own' | 'merged' | 'waiting' | 'quarantined' | 'forked' | 'refused';
  reason: string | null;
  /** How it came: own, folder, http, hand. */
  carrier: string;
  at: string;
}

/** A commitment that stands for values this register does not hold: withheld from this reader, or erased. */
export interface CommitmentRow {
  replica: string;
  seq: number;
  /** 32 bytes. */
  commitment: Buffer;
}

/** Derived: a change that every reader leaves out of its records, and why. */
export interface RefusedChangeRow {
  replica: string;
  seq: number;
  record: string;
  reason: string;
}

/** Derived: two or more heads of a group with different values whose bases are all known. */
export interface ConflictRow {
  owner: string;
  recordTable: string;
  record: string;
  fieldGroup: string;
}

/** Bytes of an attachment that lie in the data folder. Local. */
export interface AttachmentFileRow {
  sha256: string;
  sizeBytes: number;
  at: string;
}

/** Settings of this PC's sync: a JSON value by name. Local. */
export interface SyncSettingRow {
  name: string;
  valueJson: string;
}

/** What the file of an import was called: stays on this PC, the journal has its hash only. Local. */
export interface ImportFileRow {
  /** The command that wrote the file's rows. */
  command: string;
  fileName: string;
}

/** What a person's PIN is checked against. Local. */
export interface PinRow {
  person: string;
  salt: Buffer;
  /** scrypt of the six digits. */
  verifier: Buffer;
  /** N of scrypt. */
  cost: number;
  /** 1: given out by the principal, to be replaced when first used. */
  isOneTime: 0 | 1;
  setAt: string;
}

/** Wrong PINs since the last right one: they slow the next attempt. Local. */
export interface FailedProofRow {
  person: string;
  failures: number;
  failedAt: string;
}

/** A head of a chain that is known outside of this register. Local. */
export interface AnchorRow {
  replica: string;
  seq: number;
  /** How others hold it: signed into a package, confirmed by a reader, kept with a backup, printed on a form. */
  kind: 'package' | 'acknowledgement' | 'backup' | 'form';
  hash: Buffer;
  at: string;
}

/** A pupil or household whose values were erased here. Local: the synced `erasures` says who decided it. */
export interface ErasedSubjectRow {
  owner: string;
  subject: string;
  at: string;
}

/** A file of the data folder that goes with an erasure and is still to be removed. Local. */
export interface ErasedFileRow {
  /** Path inside the data folder. */
  file: string;
  at: string;
}

/** What was typed and not saved. Local. */
export interface DraftRow {
  key: string;
  label: string;
  at: string;
  valuesJson: string;
}

export interface Tables extends SyncedTables {
  anchors: AnchorRow;
  pins: PinRow;
  failedProofs: FailedProofRow;
  drafts: DraftRow;
  erasedSubjects: ErasedSubjectRow;
  erasedFiles: ErasedFileRow;
  knownReplicas: KnownReplicaRow;
  collectors: CollectorRow;
  invitations: InvitationRow;
  acknowledgements: AcknowledgementRow;
  packages: PackageRow;
  commitments: CommitmentRow;
  refusedChanges: RefusedChangeRow;
  conflicts: ConflictRow;
  syncSettings: SyncSettingRow;
  attachmentFiles: AttachmentFileRow;
  changes: ChangeRow;
  secrets: SecretRow;
  chainHeads: ChainHeadRow;
  installation: InstallationRow;
  importProblems: ImportProblemRow;
  importFiles: ImportFileRow;
  columnChoices: ColumnChoiceRow;
  studentSearch: StudentSearchRow;
  deviceSearch: DeviceSearchRow;
  derivedVersion: DerivedVersionRow;
}

/** Name of a synced table as Kysely knows it (camelCase). */
export type SyncedTableKey = keyof SyncedTables;

export function toTableKey(name: RecordTableName): SyncedTableKey {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as SyncedTableKey;
}
