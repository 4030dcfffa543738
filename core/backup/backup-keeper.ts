/** Keeps the backups of an open register: makes them when they are due, watches their age. One at a time. */
import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import manifest from '../../package.json' with { type: 'json' };
import type { BackupDone, BackupProgress, BackupReason } from '../../shared/contract/backups.ts';
import { isProblem, Problem } from '../../shared/problems.ts';
import { listSticks } from '../carriers/stick-places.ts';
import { countBackedUp } from '../queries/backup-counts.ts';
import { listChainHeads } from '../queries/journal-pages.ts';
import { findInstallation } from '../queries/changes.ts';
import { recordAnchor } from '../queries/anchors.ts';
import type { Register, RegisterPart } from '../register.ts';
import { PLAIN_REGISTER_FILE } from '../register-files.ts';
import { Exchange } from '../sync/exchange.ts';
import { listOwnReplicas } from '../sync/keyring.ts';
import { redactFolder } from '../sync/redact-packages.ts';
import { listAnyPlaces, listPlaces, type Place, readBackupState, saveBackupState } from './backup-places.ts';
import { openBackupKeys } from './backup-keys.ts';
import { toBackupProblem } from './backup-problem.ts';
import { ageInDays, findDueReason } from './due-backup.ts';
import { listBackupsAt, rotateAt } from './list-backups.ts';
import type { BackupManifest } from './manifest.ts';
import { lacksErasures, mirrorFiles, PACKAGES_FOLDER } from './mirror-files.ts';
import { runTask } from './run-task.ts';

/** How often is looked whether a backup is due, in milliseconds. */
const LOOK_EVERY_MS = 60_000;
/** The first look comes when the first screen stands. */
const FIRST_LOOK_MS = 8000;
const CHECK_EVERY_DAYS = 7;
const TEST_EVERY_DAYS = 30;

export interface MakeOptions {
  reason: BackupReason;
  /** A folder that a person named, instead of the places. */
  to?: string | null;
  /** Only this kind of place. */
  only?: Place['kind'];
}

export class BackupKeeper implements RegisterPart {
  readonly #register: Register;
  readonly #stop = new AbortController();
  #timers: NodeJS.Timeout[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #hasChecked = false;
  isStarted = false;

  constructor(register: Register) {
    this.#register = register;
  }

  /** From now on backups are made by themselves. */
  start(): void {
    if (this.isStarted || this.#stop.signal.aborted) return;
    this.isStarted = true;
    this.#timers = [
      setTimeout(() => void this.look(), FIRST_LOOK_MS),
      setInterval(() => void this.look(), LOOK_EVERY_MS),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** Ends what is being made: a backup that is not whole is not there. Packages since the last one are brought to its place. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#stop.abort();
    await this.#last;
    try {
      if (this.#register.isLocked) return;
      const installation = await findInstallation(this.#register.reader);
      if (installation?.isTrial !== 0) return;
      for (const { folder } of await this.places()) if (folder !== null) await this.#mirror(folder);
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Places of this register as they are now; of a PC without a register, those of any. */
  async places(): Promise<Place[]> {
    const installation = await findInstallation(this.#register.reader);
    const state = readBackupState(this.#register.options.dataDir);
    const sticks = await listSticks();
    return installation ? listPlaces(state, installation.owner, sticks) : listAnyPlaces(state, sticks);
  }

  /**
   * Makes a backup at every place that is there, one after the other; a place that fails does not stop the next.
   *
   * Raises registerNotSetUp, backupCancelled; backupPlaceMissing, … when a folder was named and failed.
   */
  make(
    options: MakeOptions,
    tell: (progress: BackupProgress) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<BackupDone> {
    const turn = this.#last.then(() => this.#make(options, tell, signal));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** One look: makes what is due; a failure is logged and remembered for the notice. */
  async look(): Promise<void> {
    try {
      if (this.#register.isLocked) return;
      const installation = await findInstallation(this.#register.reader);
      if (this.#stop.signal.aborted || !installation || installation.isTrial === 1) return;
      for (const place of await this.places()) {
        if (place.folder === null) continue;
        const reason = await this.#findDue(place);
        if (reason) await this.make({ reason, only: place.kind });
        else await this.#mirror(place.folder);
      }
      await this.#lookAfter();
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Before work that changes much: a backup where the newest one lacks something. What fails is logged, and stops nothing. */
  async makeBefore(reason: 'import'): Promise<void> {
    try {
      const installation = await findInstallation(this.#register.reader);
      if (installation?.isTrial !== 0) return;
      const { students, devices } = await countBackedUp(this.#register.reader);
      if (students + devices === 0) return;
      const [place] = await this.places();
      if (place && (await this.hasChangedSince(await this.#findNewest(place))))
        await this.make({ reason, only: place.kind });
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Weekly, and once after every start: are the pages of the register sound? A damaged one is told until it has been recovered. */
  async checkPages(): Promise<void> {
    const { options, file, databaseKey } = this.#register;
    const signal = this.#stop.signal;
    const damage = await runTask('pages', { file, key: databaseKey }, { workerUrl: options.workerUrl, signal });
    const now = this.#register.now();
    this.#hasChecked = true;
    saveBackupState(options.dataDir, { checkedAt: now, damagedAt: damage.length > 0 ? now : null });
    if (damage.length > 0) options.log({ level: 'error', message: 'damaged pages', damage: damage.join(' ') });
  }

  /** Monthly: opens the newest backup, rebuilds it from its journal, and remembers whether that went well. */
  async testNewest(): Promise<void> {
    const { options } = this.#register;
    const backup = listBackupsAt(await this.places()).find(({ backup }) => backup.health === 'sound')?.backup.folder;
    if (backup === undefined) return;
    let testProblem: string | null = null;
    try {
      const { databaseKey: key } = openBackupKeys(this.#register, backup);
      await runTask('test', { backup, key }, { workerUrl: options.workerUrl, signal: this.#stop.signal });
    } catch (error) {
      if (!isProblem(error) || error.code === 'backupCancelled') throw error;
      testProblem = error.code;
      options.log({ level: 'error', message: 'the test of a backup failed', backup, problem: error.code });
    }
    saveBackupState(options.dataDir, { testedAt: this.#register.now(), testProblem });
  }

  async #lookAfter(): Promise<void> {
    const { checkedAt, testedAt } = readBackupState(this.#register.options.dataDir);
    if (!this.#hasChecked || this.#isOlder(checkedAt, CHECK_EVERY_DAYS)) await this.checkPages();
    if (this.#isOlder(testedAt, TEST_EVERY_DAYS)) await this.testNewest();
  }

  #isOlder(at: string | null, days: number): boolean {
    const age = ageInDays(at, this.#register.options.clock());
    return age === null || age >= days;
  }

  /** True when something was written since this backup, or there is none. */
  async hasChangedSince(backup: BackupManifest | undefined): Promise<boolean> {
    const heads = await listChainHeads(this.#register.reader);
    const known = new Map(backup?.heads.map(({ replica, hash }) => [replica, hash]));
    return heads.some(({ replica, hash }) => known.get(replica) !== hash.toString('hex'));
  }

  /** The heads that lie in a checked backup hold the chains up to there. */
  async #anchor(heads: BackupManifest['heads']): Promise<void> {
    const at = this.#register.now();
    await this.#register.exclusively(() =>
      this.#register.transact(async (db) => {
        for (const { replica, seq, hash } of heads)
          await recordAnchor(db, { replica, seq, kind: 'backup', hash: Buffer.from(hash, 'hex'), at });
      }),
    );
  }

  async #findDue(place: Place): Promise<BackupReason | null> {
    const newest = await this.#findNewest(place);
    return findDueReason({
      kind: place.kind,
      newest,
      hasChanged: await this.hasChangedSince(newest),
      program: manifest.version,
      now: this.#register.options.clock(),
    });
  }

  /** Newest sound backup of this PC's register at a place. */
  async #findNewest(place: Place): Promise<BackupManifest | undefined> {
    const replicas = new Set(await listOwnReplicas(this.#register));
    return listBackupsAt([place]).find(
      ({ backup, manifest }) => backup.health === 'sound' && manifest && replicas.has(manifest.replica),
    )?.manifest;
  }

  async #make(
    { reason, to = null, only }: MakeOptions,
    tell: (progress: BackupProgress) => void,
    outer: AbortSignal | undefined,
  ): Promise<BackupDone> {
    const { options } = this.#register;
    const signal = outer ? AbortSignal.any([outer, this.#stop.signal]) : this.#stop.signal;
    if (signal.aborted) throw new Problem('backupCancelled');
    const { isTrial, owner } = await this.#register.getInstallation();
    // What is committed goes into packages first, so that the next restore finds all of it beside the backup.
    if (isTrial === 0) await this.#register.part(Exchange).pack();
    const replicas = new Set(await listOwnReplicas(this.#register));
    const done: BackupDone = { type: 'done', made: [], failed: [] };
    const all: Place[] = to === null ? await this.places() : [{ kind: 'folder', folder: to }];
    for (const place of all.filter(({ kind }) => only === undefined || kind === only)) {
      if (place.folder === null) continue;
      try {
        const made = await runTask(
          'write',
          {
            dataDir: options.dataDir,
            key: this.#register.databaseKey,
            place: place.folder,
            reason,
            at: this.#register.now(),
            program: manifest.version,
            computer: hostname().slice(0, 60),
          },
          { workerUrl: options.workerUrl, signal, tell: (phase) => tell({ type: 'progress', phase }) },
        );
        await this.#anchor(made.manifest.heads);
        await this.#mirror(place.folder);
        // A verified, encrypted copy is there: the register from before encryption has had its day.
        rmSync(path.join(options.dataDir, PLAIN_REGISTER_FILE), { force: true });
        if (to === null) rotateAt(place, replicas);
        done.made.push({ kind: place.kind, folder: made.folder, counts: made.manifest.counts });
        if (to === null) this.#remember(place, { owner, problem: null });
      } catch (error) {
        if (!isProblem(error) || error.code === 'backupCancelled' || to !== null) throw error;
        this.#remember(place, { problem: error.code });
        options.log({ level: 'error', message: 'a backup failed', place: place.folder, problem: error.code });
        done.failed.push({ kind: place.kind, problem: error.code, place: place.folder });
      }
      await setImmediate();
    }
    return done;
  }

  /** Brings packages and pictures beside the backups; out of those that lie there already goes what was erased since. */
  async #mirror(place: string): Promise<void> {
    const { options, dataKey } = this.#register;
    try {
      if (lacksErasures(options.dataDir, place)) await redactFolder(this.#register, path.join(place, PACKAGES_FOLDER));
    } catch (error) {
      throw toBackupProblem(error, place);
    }
    mirrorFiles(options.dataDir, place, dataKey);
  }

  #tell(error: unknown): void {
    const what = isProblem(error) ? error.code : error instanceof Error ? error.stack : String(error);
    this.#register.options.log({ level: 'error', message: 'no backup was made', error: what });
  }

  #remember(place: Place, { problem, ...rest }: { problem: string | null; owner?: string }): void {
    const { dataDir } = this.#register.options;
    saveBackupState(dataDir, { ...rest, problems: { ...readBackupState(dataDir).problems, [place.kind]: problem } });
  }
}
