/** What lies beside the file of a backup, readable without a key: whose it is, of when, what it counts, how to prove it whole. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ownerId, replicaId } from '../../shared/records/office.ts';
import { backupCounts, backupReason } from '../../shared/contract/backups.ts';

export const MANIFEST_FILE = 'manifest.json';

const chainHead = z.object({ replica: replicaId, seq: z.number().int().min(0), hash: z.string() });

export const backupManifest = z.object({
  version: z.literal(1),
  owner: ownerId,
  replica: replicaId,
  /** What people call the PC. */
  computer: z.string(),
  at: z.iso.datetime(),
  reason: backupReason,
  /** Version of the program, and number of its newest migration. */
  program: z.string(),
  schema: z.number().int(),
  counts: backupCounts,
  /** Where each chain ended, with the hash there (hex). */
  heads: z.array(chainHead),
  /** Of so-may.sqlite. */
  sizeBytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** When the copy was opened again, its pages, counts and chains checked. */
  verifiedAt: z.iso.datetime(),
});
export type BackupManifest = z.output<typeof backupManifest>;

/** The manifest in a backup's folder; undefined when there is none that can be read. */
export function readManifest(folder: string): BackupManifest | undefined {
  try {
    return backupManifest.parse(JSON.parse(readFileSync(path.join(folder, MANIFEST_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}
