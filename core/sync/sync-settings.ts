/** Settings and small memories of this PC's sync, parsed; core/queries/sync-settings.ts stores them. */
import { z } from 'zod';
import { syncSettings, type SyncSettings } from '../../shared/contract/sync.ts';
import { refusalReason } from '../../shared/records/office.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { findSetting, saveSetting } from '../queries/sync-settings.ts';

const DEFAULTS: SyncSettings = {
  folder: null,
  usesSticks: true,
  isPaused: false,
  intervalMinutes: 15,
  isLowBandwidth: false,
};

/** The settings of the screen, with what was never set as it is at first start. */
export async function readSyncSettings(db: ReadHandle): Promise<SyncSettings> {
  const stored = syncSettings.partial().safeParse((await findSetting(db, 'settings')) ?? {});
  return { ...DEFAULTS, ...(stored.success ? stored.data : {}) };
}

export async function saveSyncSettings(db: WriteHandle, settings: SyncSettings): Promise<void> {
  await saveSetting(db, 'settings', settings);
}

const waitingRanges = z.array(z.object({ replica: z.string(), first: z.number(), last: z.number() }));
/** What a peer holds behind a gap: arrived there, not accepted. */
export type WaitingRanges = z.output<typeof waitingRanges>;

export async function readWaitingRanges(db: ReadHandle, peer: string): Promise<WaitingRanges> {
  return waitingRanges.safeParse(await findSetting(db, `waiting:${peer}`)).data ?? [];
}

export async function saveWaitingRanges(db: WriteHandle, peer: string, ranges: WaitingRanges): Promise<void> {
  await saveSetting(db, `waiting:${peer}`, ranges);
}

/** Files that a peer no longer has since an erasure, and takes again without the values. */
export async function readLostRanges(db: ReadHandle, peer: string): Promise<WaitingRanges> {
  return waitingRanges.safeParse(await findSetting(db, `lost:${peer}`)).data ?? [];
}

export async function saveLostRanges(db: WriteHandle, peer: string, ranges: WaitingRanges): Promise<void> {
  await saveSetting(db, `lost:${peer}`, ranges);
}

const refusedFiles = z.array(
  z.object({ replica: z.string(), first: z.number(), last: z.number(), reason: refusalReason }),
);
/** Files that a peer has and has not taken: locked-out, forked, spoilt or unreadable there. */
export type RefusedFiles = z.output<typeof refusedFiles>;

export async function readRefusedFiles(db: ReadHandle, peer: string): Promise<RefusedFiles> {
  return refusedFiles.safeParse(await findSetting(db, `refusedFiles:${peer}`)).data ?? [];
}

export async function saveRefusedFiles(db: WriteHandle, peer: string, files: RefusedFiles): Promise<void> {
  await saveSetting(db, `refusedFiles:${peer}`, files);
}
