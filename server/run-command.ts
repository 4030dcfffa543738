/** Around every command: opens the register, says who is at the keyboard, closes it, tells what went wrong. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Command } from 'commander';
import { z } from 'zod';
import { defaultDataFolder } from '../core/host/data-folder.ts';
import { openOrSetAside } from '../core/backup/set-damaged-aside.ts';
import { BackupKeeper } from '../core/backup/backup-keeper.ts';
import { openLogFile } from '../core/host/log-file.ts';
import { findProgramFolders } from '../core/host/program-folders.ts';
import { findChainHead, findInstallation } from '../core/queries/changes.ts';
import type { Log } from '../core/host/log.ts';
import { openRegister, REGISTER_FILE, type Register, type Session } from '../core/register.ts';
import { router } from '../core/router.ts';
import { Exchange } from '../core/sync/exchange.ts';
import { toTransportError } from '../core/transport-error.ts';
import type { Contract } from '../shared/contract/contract.ts';
import { problemDetails } from '../shared/contract/procedure.ts';
import { Problem } from '../shared/problems.ts';
import type { Language } from '../shared/sentences/language.ts';
import { sentence } from '../shared/sentences/sentences.ts';
import { fromCallersFolder } from './files.ts';
import { type Opening, openLocked } from './open-locked.ts';
import { Printer } from './printer.ts';
import type { Words } from './words.ts';

/** Every procedure, called in this process, with the same checks as over a transport. */
export type Client = ContractRouterClient<Contract>;

/** Where a command's action leaves its exit status. */
export interface ExitStatus {
  value: number;
}

/** What every command is built with. */
export interface Surroundings {
  language: Language;
  text: Words;
  status: ExitStatus;
}

/** What a command works with. */
export interface Run {
  client: Client;
  register: Register;
  session: Session;
  print: Printer;
  text: Words;
  language: Language;
  log: Log;
}

const globalOptions = z.object({
  data: z.string().optional(),
  json: z.boolean().default(false),
  actor: z.string().optional(),
});

/** Runs a command's work in the register; the work returns its exit status, 0 when it returns nothing. */
export async function runCommand(
  command: Command,
  { language, text, status }: Surroundings,
  work: (run: Run) => Promise<number | void>,
  {
    makesRegister = false,
    mendsDamage = false,
    opening = 'ask',
  }: { makesRegister?: boolean; mendsDamage?: boolean; opening?: Opening } = {},
): Promise<void> {
  const options = globalOptions.parse(command.optsWithGlobals());
  const dataDir = options.data === undefined ? defaultDataFolder() : fromCallersFolder(options.data);
  const print = new Printer(options.json, language);
  const log = openLogFile(dataDir);
  try {
    if (!makesRegister && !existsSync(path.join(dataDir, REGISTER_FILE))) throw new Problem('registerNotSetUp');
    const open = mendsDamage ? openOrSetAside : openRegister;
    const register = await open({
      dataDir,
      resourcesDir: findProgramFolders(import.meta.dirname).resources,
      workerUrl: workerUrl(),
      log,
    });
    let before: number | undefined;
    try {
      const owner = await openLocked(register, { actor: options.actor, opening, mendsDamage, text });
      before = await findHead(register);
      const session: Session = { personId: null };
      const client: Client = createRouterClient(router, { context: { register, session } });
      if (!register.isLocked) await choosePerson({ client, register, session }, options.actor, owner);
      const run: Run = { client, register, session, print, text, language, log };
      status.value = (await work(run)) ?? 0;
    } finally {
      // The exchange packs when it is closed: what a command wrote is in a package as soon as it has ended.
      if (!register.isLocked && (await findHead(register)) !== before) {
        register.part(Exchange);
        // Brings that package to the backups.
        register.part(BackupKeeper);
      }
      await register.close();
    }
  } catch (error) {
    status.value = 1;
    tellFailure(error, { print, language, log });
  }
}

/** Where this installation's chain ends; undefined before first start, and while the register is locked. */
async function findHead(register: Register): Promise<number | undefined> {
  if (register.isLocked) return undefined;
  const { reader } = register;
  const installation = await findInstallation(reader);
  return installation && ((await findChainHead(reader, installation.replica))?.seq ?? 0);
}

/** From source the worker runs from source; a bundle has it beside itself. */
function workerUrl(): URL {
  const { url } = import.meta;
  return url.endsWith('.ts') ? new URL('../core/jobs/import-worker.ts', url) : new URL('./import-worker.js', url);
}

/**
 * Whose passphrase opened the register; where nobody's did (this PC opens it by its key file or keychain), the person named by `--actor`, else the first.
 * Nobody before the register is set up.
 *
 * Raises personNotFound { name }, actorNotProven { name, owner } where `--actor` names another person than the passphrase is of, accountMissing where that
 * person has left.
 */
async function choosePerson(
  { client, register, session }: Pick<Run, 'client' | 'register' | 'session'>,
  name: string | undefined,
  owner: string | undefined,
): Promise<void> {
  if (!(await client.register.status()).isSetUp) return;
  const people = (await client.people.list()).filter((person) => !person.isVoided);
  // On a further PC nobody is known before the first files have come.
  if (name === undefined && people.length === 0) return;
  const proven = people.find(({ id }) => id === owner);
  if (owner !== undefined && !proven) throw new Problem('accountMissing');
  const person =
    name === undefined ? (proven ?? people[0]) : people.find((each) => each.name === name.normalize('NFC'));
  if (!person) throw new Problem('personNotFound', { name: name ?? null });
  // Two people may have one name: the one who has proven it is meant.
  if (proven && person.name !== proven.name)
    throw new Problem('actorNotProven', { name: person.name, owner: proven.name });
  register.seat(session, (proven ?? person).id);
}

/** Says what went wrong, on stderr and, where asked for, as JSON. */
export function tellFailure(error: unknown, { print, language, log }: Pick<Run, 'print' | 'language' | 'log'>): void {
  const { code, data } = toTransportError(error, log);
  const details = problemDetails.safeParse(data).data ?? {};
  const problem = code === 'INTERNAL_SERVER_ERROR' ? 'programFailed' : code;
  print.failure({ problem, details, message: sentence(language, problem, details) });
}
