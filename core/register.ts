/** An open register: its file, its connections, and the one way in which commands write. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../shared/problems.ts';
import type { ReadHandle, WriteHandle } from './database/handles.ts';
import { migrate } from './database/migrations/migrations.ts';
import { toDatabaseProblem } from './database/sqlite/database-problem.ts';
import { createOfficeIndexes } from './database/sqlite/office-indexes.ts';
import { type OpenDatabase, openReader, openWriter } from './database/sqlite/open-database.ts';
import type { InstallationRow } from './database/tables.ts';
import { Command } from './journal/command.ts';
import { replayParked } from './journal/merge-parked.ts';
import { findInstallation } from './queries/changes.ts';
import { findPerson } from './queries/people.ts';
import { areDerivedTablesCurrent, rebuildDerivedTables } from './queries/derived-tables.ts';
import { completeSwap, REGISTER_FILE, swapRegister } from './register-files.ts';
import { settleInstallation } from './sync/installation-keys.ts';

/** Who sits at the keyboard of one window, browser session or command line. */
export interface Session {
  personId: string | null;
}

export type Log = (line: { level: 'info' | 'error'; message: string; [detail: string]: unknown }) => void;

export interface RegisterOptions {
  /** Folder of the register; made when missing. */
  dataDir: string;
  /** Folder with forms/ and reference/. */
  resourcesDir: string;
  /** Entry of the worker in which long work runs. */
  workerUrl: URL;
  clock?: () => Date;
  log?: Log;
}

/** A part of the program that lives as long as the register is open: it may hold workers, timers, watched folders. */
export interface RegisterPart {
  close(): Promise<void>;
  /** Of a part that works by itself once it is started: true from then on. */
  readonly isStarted?: boolean;
  start?(): void;
}

export { REGISTER_FILE } from './register-files.ts';

export class Register {
  readonly options: Required<RegisterOptions>;
  readonly file: string;
  #writer: OpenDatabase;
  #reader: OpenDatabase;
  /** Commands of this process wait here for one another instead of blocking the thread inside SQLite. */
  #lastWrite: Promise<unknown> = Promise.resolve();
  readonly #parts = new Map<new (register: Register) => RegisterPart, RegisterPart>();

  constructor(options: Required<RegisterOptions>, file: string, writer: OpenDatabase, reader: OpenDatabase) {
    this.options = options;
    this.file = file;
    this.#writer = writer;
    this.#reader = reader;
  }

  /** Reads what is committed; never blocks a command and is never blocked by one. */
  get reader(): ReadHandle {
    return this.#reader.kysely;
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
      return await this.#writer.kysely.transaction().execute(work);
    } catch (error) {
      throw toDatabaseProblem(error);
    }
  }

  /** Waits for the commands before, then lets `work` be the only writer of this process. */
  async exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#lastWrite.then(work, work);
    this.#lastWrite = turn.catch(() => undefined);
    return turn;
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
   * Moves the register's files into a folder of their own beside it and goes on with those of the folder `staged` (in the data folder),
   * or with an empty register; nothing is deleted.
   * The parts are closed and made anew; those that were started are started again.
   * Returns the folder.
   *
   * Raises registerInUse, folderReadOnly, diskFull, registerBusy; then the register is as it was.
   */
  async setAside(prefix: string, staged: string | null = null): Promise<string> {
    const former = [...this.#parts];
    for (const [, part] of former) await part.close();
    this.#parts.clear();
    const folder = await this.exclusively(async () => {
      this.#reader.close();
      this.#writer.close();
      try {
        const aside = `${prefix}-${this.now().replaceAll(/[:.]/g, '-')}`;
        return swapRegister(this.options.dataDir, { aside, staged, key: undefined });
      } catch (error) {
        throw toDatabaseProblem(error);
      } finally {
        const { writer, reader } = await openFiles(this.options, this.file);
        this.#writer = writer;
        this.#reader = reader;
      }
    });
    for (const [Kind, part] of former) {
      const remade = this.part(Kind);
      if (part.isStarted) remade.start?.();
    }
    return folder;
  }

  async close(): Promise<void> {
    for (const part of this.#parts.values()) await part.close();
    await this.#lastWrite;
    this.#reader.close();
    this.#writer.close();
  }
}

/**
 * Opens the register in a folder, making both when missing.
 *
 * Raises folderReadOnly, diskFull, registerBusy, registerDamaged, registerTooNew.
 */
export async function openRegister(options: RegisterOptions): Promise<Register> {
  const complete = { clock: () => new Date(), log: () => undefined, ...options };
  const file = path.join(options.dataDir, REGISTER_FILE);
  try {
    makeFolder(options.dataDir);
    completeSwap(options.dataDir);
    const { writer, reader } = await openFiles(complete, file);
    return new Register(complete, file, writer, reader);
  } catch (error) {
    throw toDatabaseProblem(error);
  }
}

async function openFiles(
  { dataDir, log, clock }: Required<RegisterOptions>,
  file: string,
): Promise<{ writer: OpenDatabase; reader: OpenDatabase }> {
  const writer = openWriter(file);
  try {
    await migrate(writer, replayParked);
    if (!(await areDerivedTablesCurrent(writer.kysely)))
      await writer.kysely.transaction().execute((transaction) => rebuildDerivedTables(transaction));
    await settleInstallation(writer.kysely, { dataDir, log, now: clock().toISOString() });
    if ((await findInstallation(writer.kysely))?.role === 'office') await createOfficeIndexes(writer.kysely);
    return { writer, reader: openReader(file) };
  } catch (error) {
    writer.close();
    throw error;
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
