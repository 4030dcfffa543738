/** An open register: its file, its connections, and the one way in which commands write. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { isProblem, Problem } from '../shared/problems.ts';
import type { ReadHandle, WriteHandle } from './database/handles.ts';
import { toDatabaseProblem } from './database/sqlite/database-problem.ts';
import { checkAlone } from './database/sqlite/encrypt-database.ts';
import type { DatabaseKey } from './database/sqlite/open-database.ts';
import { wipeDeleted } from './database/sqlite/wipe-deleted.ts';
import type { InstallationRow } from './database/tables.ts';
import { type DataPlace, describeDataPlace } from './host/data-place.ts';
import type { Log } from './host/log.ts';
import { Command } from './journal/command.ts';
import { findInstallation } from './queries/changes.ts';
import { findPerson } from './queries/people.ts';
import { removeErasedFiles } from './sync/erased-files.ts';
import { type OpenFiles, openFiles } from './open-files.ts';
import { completeSwap, REGISTER_FILE, swapRegister } from './register-files.ts';
import type { KeyPlace } from './sync/installation-keys.ts';
import { findVault } from './vault/open-vault.ts';
import { beginKeyChange } from './vault/change-data-key.ts';
import type { Envelope } from './vault/envelope.ts';
import { findVaultFile, KEY_FILE, writeVaultFile } from './vault/vault-file.ts';

/** Who sits at the keyboard of one window, browser session or command line. */
export interface Session {
  personId: string | null;
}

export interface RegisterOptions {
  /** Folder of the register; made when missing. */
  dataDir: string;
  /** Folder with forms/ and reference/. */
  resourcesDir: string;
  /** Entry of the worker in which long work runs. */
  workerUrl: URL;
  clock?: () => Date;
  log?: Log;
  /** On what kind of disk a folder lies; left out: the system is asked. */
  describePlace?: (folder: string) => DataPlace;
  /** Opens the register; left out: as this PC may, else it stays locked. */
  dataKey?: Uint8Array;
}

/** The options that every register has once it is open. */
export type CompleteOptions = Required<Omit<RegisterOptions, 'dataKey'>>;

/** A part of the program that lives as long as the register is open: it may hold workers, timers, watched folders. */
export interface RegisterPart {
  close(): Promise<void>;
  /** Of a part that works by itself once it is started: true from then on. */
  readonly isStarted?: boolean;
  start?(): void;
}

export { PLAIN_REGISTER_FILE, REGISTER_FILE } from './register-files.ts';

/** Another register that is to take the place of this one: the name of its folder in the data folder, and what opens it. */
export interface IncomingRegister {
  staged: string;
  dataKey: Buffer;
}

export class Register {
  readonly options: CompleteOptions;
  readonly file: string;
  /** Undefined while the register is locked. */
  #files: OpenFiles | undefined;
  /** Commands of this process wait here for one another instead of blocking the thread inside SQLite. */
  #lastWrite: Promise<unknown> = Promise.resolve();
  #waitingWrites = 0;
  readonly #parts = new Map<new (register: Register) => RegisterPart, RegisterPart>();
  readonly #onUnlocked: (() => void)[] = [];
  /** Somebody sits at these; locking empties their seats. */
  readonly #seated = new Set<Session>();

  constructor(options: CompleteOptions, file: string) {
    this.options = options;
    this.file = file;
  }

  /** True until somebody opens it: then every reading and writing raises registerLocked. */
  get isLocked(): boolean {
    return this.#files === undefined;
  }

  /** Reads what is committed; never blocks a command and is never blocked by one. Raises registerLocked. */
  get reader(): ReadHandle {
    return this.#open.reader.kysely;
  }

  /** What the envelopes wrap, 32 bytes. Raises registerLocked. */
  get dataKey(): Buffer {
    return this.#open.dataKey;
  }

  /** For a further connection to the file, 32 bytes. Raises registerLocked. */
  get databaseKey(): DatabaseKey {
    return this.#open.databaseKey;
  }

  /** Where the keys of this installation lie, and how they are sealed. Raises registerLocked. */
  get keyPlace(): KeyPlace {
    const { dataDir, log } = this.options;
    return { dataDir, log, dataKey: this.dataKey, now: this.now() };
  }

  get #open(): OpenFiles {
    if (!this.#files) throw new Problem('registerLocked');
    return this.#files;
  }

  /**
   * Opens the files with the data key that an envelope gave; does nothing when they are open.
   *
   * Raises folderReadOnly, diskFull, registerBusy, registerDamaged, registerTooNew.
   */
  async unlock(dataKey: Uint8Array): Promise<void> {
    await this.exclusively(async () => {
      if (this.#files) return;
      try {
        this.#files = await openFiles(this.options, this.file, Buffer.from(dataKey));
      } catch (error) {
        throw toDatabaseProblem(error);
      }
    });
    await removeErasedFiles(this);
    for (const work of this.#onUnlocked) work();
  }

  /** Lets what runs come to its end, closes the parts and the files, and forgets the key. */
  async lock(): Promise<void> {
    await this.#closeParts();
    await this.exclusively(async () => this.#closeFiles());
    for (const session of this.#seated) session.personId = null;
    this.#seated.clear();
  }

  /** Seats a person, or nobody, at the keyboard of a session, until the register is locked. */
  seat(session: Session, person: string | null): void {
    session.personId = person;
    if (person === null) this.#seated.delete(session);
    else this.#seated.add(session);
  }

  /**
   * Puts the register under another data key, which `envelopes` wrap; waits for what runs. Parts are closed; who watches by itself is started again.
   *
   * Raises registerInUse while another program has the register open; then nothing was changed.
   */
  async changeDataKey(to: Buffer, envelopes: Envelope[]): Promise<void> {
    const { dataKey: from, databaseKey } = this.#open;
    await this.#closeParts();
    await this.exclusively(async () => {
      this.#closeFiles();
      let present = from;
      try {
        checkAlone(this.file, databaseKey);
        const vault = findVaultFile(this.options.dataDir);
        if (!vault) throw new Problem('keyFileLost', { file: KEY_FILE });
        writeVaultFile(this.options.dataDir, beginKeyChange(vault, { from, to, envelopes }));
        present = to;
      } catch (error) {
        const problem = toDatabaseProblem(error);
        throw isProblem(problem) && problem.code === 'registerBusy' ? new Problem('registerInUse') : problem;
      } finally {
        this.#files = await openFiles(this.options, this.file, present);
      }
    });
    for (const work of this.#onUnlocked) work();
  }

  /** Runs now when the register is open, and again whenever it is unlocked: for parts that work by themselves. */
  whenUnlocked(work: () => void): void {
    this.#onUnlocked.push(work);
    if (!this.isLocked) work();
  }

  /** This installation. Raises registerNotSetUp before first start. */
  async getInstallation(): Promise<InstallationRow> {
    const installation = await findInstallation(this.reader);
    if (!installation) throw new Problem('registerNotSetUp');
    return installation;
  }

  /**
   * Runs one command: everything that `work` writes is committed together with its changes, or nothing is.
   * Answered only after the commit is on the disk.
   *
   * Raises registerNotSetUp, personNotChosen, registerBusy, diskFull, folderReadOnly, and what `work` raises.
   */
  async run<Result>(session: Session, work: (command: Command) => Promise<Result>): Promise<Result> {
    await this.getInstallation();
    if (session.personId === null) throw new Problem('personNotChosen');
    return this.runAs(session.personId, work);
  }

  /**
   * Like {@link run}, for whoever is just sitting down: the command stands under that person; undefined when the command
   * begins by entering the person itself.
   *
   * Raises registerNotSetUp, personNotChosen, registerBusy, diskFull, folderReadOnly, and what `work` raises.
   */
  async runAs<Result>(actor: string | undefined, work: (command: Command) => Promise<Result>): Promise<Result> {
    return this.exclusively(() =>
      this.transact(async (transaction) => {
        // Read inside the transaction: another process may have made this installation a new replica.
        const installation = await findInstallation(transaction);
        if (!installation) throw new Problem('registerNotSetUp');
        // Chosen in another window before the register was set aside.
        if (actor !== undefined && !(await findPerson(transaction, installation.owner, actor)))
          throw new Problem('personNotChosen');
        const command = await Command.begin({ transaction, installation, actor, at: this.now() });
        const result = await work(command);
        await command.finish();
        return result;
      }),
    );
  }

  /** One write transaction on the file; for {@link run} and for local tables that no journal remembers. */
  async transact<Result>(work: (transaction: WriteHandle) => Promise<Result>): Promise<Result> {
    try {
      return await this.#open.writer.kysely.transaction().execute(work);
    } catch (error) {
      throw toDatabaseProblem(error);
    }
  }

  /** Takes what was deleted out of the file and its log, inside {@link exclusively}. False when another program reads them: to be done again. */
  wipe(): boolean {
    return wipeDeleted(this.#open.writer.sqlite);
  }

  /** Waits for the commands before, then lets `work` be the only writer of this process. */
  async exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const begin = (): Promise<Result> => {
      this.#waitingWrites -= 1;
      return work();
    };
    this.#waitingWrites += 1;
    const turn = this.#lastWrite.then(begin, begin);
    this.#lastWrite = turn.catch(() => undefined);
    return turn;
  }

  /** Another command of this process waits for the one that runs: long work should come to its commit. */
  get isWriteAwaited(): boolean {
    return this.#waitingWrites > 0;
  }

  /** The instant that stands in changes, ISO 8601 in UTC. */
  now(): string {
    return this.options.clock().toISOString();
  }

  /** Today as the clerk's calendar says, ISO day. */
  today(): string {
    const now = this.options.clock();
    return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
  }

  /** The one part of this kind: made at first use, closed before the file is. */
  part<Part extends RegisterPart>(Kind: new (register: Register) => Part): Part {
    const known = this.#parts.get(Kind);
    if (known instanceof Kind) return known;
    const part = new Kind(this);
    this.#parts.set(Kind, part);
    return part;
  }

  /**
   * Moves the register's files into a folder of their own beside it and goes on with those that come in, or with an empty register;
   * nothing is deleted.
   * The parts are closed and made anew; those that were started are started again.
   * Returns the folder.
   *
   * Raises registerInUse, folderReadOnly, diskFull, registerBusy; then the register is as it was.
   */
  async setAside(prefix: string, incoming?: IncomingRegister): Promise<string> {
    const former = [...this.#parts];
    const present = this.#files;
    await this.#closeParts();
    const folder = await this.exclusively(async () => {
      this.#closeFiles();
      let opensWith = present?.dataKey;
      try {
        const aside = `${prefix}-${this.now().replaceAll(/[:.]/g, '-')}`;
        const staged = incoming?.staged ?? null;
        const moved = swapRegister(this.options.dataDir, { aside, staged, key: present?.databaseKey });
        opensWith = incoming?.dataKey;
        return moved;
      } catch (error) {
        throw toDatabaseProblem(error);
      } finally {
        const dataKey = opensWith ?? findVault(this.options.dataDir, this.file).dataKey;
        if (dataKey) this.#files = await openFiles(this.options, this.file, dataKey);
      }
    });
    for (const [Kind, part] of former) {
      const remade = this.part(Kind);
      if (part.isStarted) remade.start?.();
    }
    return folder;
  }

  async close(): Promise<void> {
    await this.#closeParts();
    await this.#lastWrite;
    this.#closeFiles();
  }

  async #closeParts(): Promise<void> {
    for (const part of this.#parts.values()) await part.close();
    this.#parts.clear();
  }

  #closeFiles(): void {
    this.#files?.reader.close();
    this.#files?.writer.close();
    this.#files = undefined;
  }
}

/**
 * Opens the register in a folder, making both when missing; it stays locked where this PC may not open it by itself.
 *
 * Raises folderOnNetwork { folder }, folderReadOnly, diskFull, driveUnreachable, registerBusy, registerDamaged, registerTooNew, keyFileLost { file }.
 */
export async function openRegister({ dataKey, ...options }: RegisterOptions): Promise<Register> {
  const complete = {
    clock: () => new Date(),
    log: () => undefined,
    describePlace: (folder: string) => describeDataPlace(folder),
    ...options,
  };
  const file = path.join(options.dataDir, REGISTER_FILE);
  const register = new Register(complete, file);
  try {
    if (complete.describePlace(options.dataDir) === 'network')
      throw new Problem('folderOnNetwork', { folder: options.dataDir });
    makeFolder(options.dataDir);
    completeSwap(options.dataDir);
    const given = dataKey ?? findVault(options.dataDir, file).dataKey;
    if (given) await register.unlock(given);
    return register;
  } catch (error) {
    throw toDatabaseProblem(error);
  }
}

/** Raises folderReadOnly: Node tells a disk that takes no folder (EROFS) as ENOENT. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? new Problem('folderReadOnly') : error;
  }
}
