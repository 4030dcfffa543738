/**
 * Files that go with an erasure, and the list of erasures that outlives a restore: `erased.json` in the data folder names the
 * erased pupils and households by id alone. A backup that is put back is older than the list, so the list is applied to it.
 */
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { OpenDatabase } from '../database/sqlite/open-database.ts';
import { applyErasures } from '../journal/erase.ts';
import {
  forgetErasedFile,
  listErasedAmong,
  listErasedFiles,
  listErasedSubjects,
  listPendingErasures,
  readErasedPictures,
} from '../queries/erasures.ts';
import { isPictureNamed } from '../queries/attachments.ts';
import { findSetting, saveSetting, WIPE_SETTING } from '../queries/sync-settings.ts';
import { attachmentFile, PLAIN_REGISTER_FILE } from '../register-files.ts';
import type { Log } from '../host/log.ts';
import { type ErasedList, joinErasedLists, namesAllOf, readErasedList, writeErasedList } from './erased-list.ts';

/** What is needed of an open register. */
interface OpenFolder {
  readonly options: {
    dataDir: string;
    log: Log;
  };
  readonly reader: ReadHandle;
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  transact<Result>(work: (db: WriteHandle) => Promise<Result>): Promise<Result>;
  /** Takes what was deleted out of the file itself; false when it has to be done again later. */
  wipe(): boolean;
}

/**
 * Applies every erasure that this folder or this file knows of and that was not applied here: called at each opening, so a
 * register put back from a backup forgets again what was erased after it. Returns how many pupils and households that were.
 * Takes the lock for writing only when there is something to do.
 */
export async function reapplyErasures(db: OpenDatabase['kysely'], dataDir: string, now: string): Promise<number> {
  const missing: { owner: string; subject: string }[] = await listPendingErasures(db);
  for (const [owner, rows] of Map.groupBy(readErasedList(dataDir).subjects, (row) => row.owner)) {
    const subjects = rows.map(({ subject }) => subject);
    const known = await listErasedAmong(db, owner, subjects);
    missing.push(...rows.filter(({ subject }) => !known.has(subject)));
  }
  if (missing.length > 0) await db.transaction().execute((transaction) => applyErasures(transaction, missing, now));
  return missing.length;
}

/** Writes the list and removes the files of what was erased. Safe at any time; what fails is tried again at the next start. */
export async function removeErasedFiles(register: OpenFolder): Promise<void> {
  const { dataDir } = register.options;
  const db = register.reader;
  const here = { subjects: await listErasedSubjects(db), pictures: await readErasedPictures(db) };
  const listed = readErasedList(dataDir);
  const all = joinErasedLists(here, listed);
  if (!namesAllOf(listed, here)) writeList(register, all);
  await removePutBack(register, all.pictures);
  for (const file of await listErasedFiles(register.reader)) {
    try {
      for (const place of listPlaces(dataDir, file)) await rm(path.join(dataDir, place), { force: true });
    } catch (error) {
      register.options.log({
        level: 'error',
        message: 'a file of what was erased is held',
        file,
        error: String(error),
      });
      continue;
    }
    await register.exclusively(() => register.transact((db) => forgetErasedFile(db, file)));
  }
  if ((await findSetting(register.reader, WIPE_SETTING)) === true) await wipeErased(register);
}

/** A disk that is full must not stop a register from being opened: the register itself knows its erasures, the list is for backups that are put back. */
function writeList({ options: { dataDir, log } }: OpenFolder, list: ErasedList): void {
  try {
    writeErasedList(dataDir, list);
  } catch (error) {
    log({ level: 'error', message: 'the list of erasures was not written', error: String(error) });
  }
}

/** Pictures that came back with a backup, and that no record names: they went with somebody who was erased. */
async function removePutBack(
  { options: { dataDir, log }, reader }: OpenFolder,
  pictures: readonly string[],
): Promise<void> {
  for (const sha256 of pictures) {
    const file = path.join(dataDir, attachmentFile(sha256));
    if (!existsSync(file) || (await isPictureNamed(reader, sha256))) continue;
    await rm(file, { force: true }).catch((error: unknown) =>
      log({ level: 'error', message: 'a picture of who was erased is held', error: String(error) }),
    );
  }
}

/** Also the register from before it was encrypted, which still lies in the folder until there is a backup. */
async function wipeErased(register: OpenFolder): Promise<void> {
  const { dataDir, log } = register.options;
  try {
    for (const end of ['', '-wal', '-shm', '-journal'])
      await rm(path.join(dataDir, `${PLAIN_REGISTER_FILE}${end}`), { force: true });
    await register.exclusively(async () => {
      if (register.wipe()) await register.transact((db) => saveSetting(db, WIPE_SETTING, false));
    });
  } catch (error) {
    // Tried again at the next opening.
    log({ level: 'error', message: 'what was erased is still to be wiped from the file', error: String(error) });
  }
}

/** The file itself, or it in each folder where a `*` stands. */
function listPlaces(dataDir: string, file: string): string[] {
  const [before, after] = file.split('*');
  if (before === undefined || after === undefined) return [file];
  const folder = path.join(dataDir, before);
  if (!existsSync(folder)) return [];
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => `${before}${name}${after}`);
}
