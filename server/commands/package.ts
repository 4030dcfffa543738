/** `so-may package`: the files that travel, carried by hand: written into a folder, read from one, looked at without any key. */
import { mkdirSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { FolderCarrier } from '../../core/carriers/folder-carrier.ts';
import { CarrierStates } from '../../core/sync/carrier-states.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { isBundle, LARGEST_BUNDLE_BYTES, unpackBundle } from '../../core/sync/files/bundle.ts';
import { FileRefused } from '../../core/sync/files/file-refused.ts';
import { HEAD_BYTES, type OuterHeader, readOuterHeader } from '../../core/sync/files/outer-header.ts';
import type { Register } from '../../core/register.ts';
import { Problem } from '../../shared/problems.ts';
import { fromCallersFolder, openGivenFile } from '../files.ts';
import { Printer } from '../printer.ts';
import type { Words } from '../words.ts';
import { type Run, runCommand, tellFailure, type Surroundings } from '../run-command.ts';

export function addPackage(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const command = program.command('package').description(text.commands.package).helpCommand(false);
  command
    .command('write')
    .description(text.commands.packageWrite)
    .requiredOption('--to <dir>', text.options.to)
    .action(async ({ to }: { to: string }, shown: Command) => {
      await runCommand(shown, surroundings, async (run) => {
        const folder = fromCallersFolder(to);
        mkdirSync(folder, { recursive: true });
        const moved = await carry(run.register, folder, 'send');
        run.print.result({ folder, ...moved }, () => [text.filesWritten(moved.sentFiles, folder)]);
      });
    });
  command
    .command('read')
    .description(text.commands.packageRead)
    .argument('<file>', text.arguments.fileOrFolder)
    .action(async (name: string, _options: object, shown: Command) => {
      await runCommand(shown, surroundings, (run) => read(run, name));
    });
  command
    .command('show')
    .description(text.commands.packageShow)
    .argument('<file>', text.arguments.file)
    .action((name: string, _options: object, shown: Command) => show(name, shown, surroundings));
  command
    .command('release')
    .description(text.commands.release)
    .argument('<id>', text.arguments.fileId)
    .action(async (id: string, _options: object, shown: Command) => {
      await runCommand(shown, surroundings, async ({ client, print }) => {
        const opened = await client.files.release({ id });
        print.result(opened, () => [text.outcomes[opened.outcome](opened.changes)]);
      });
    });
  command
    .command('settle')
    .description(text.commands.settle)
    .argument('<id>', text.arguments.fileId)
    .option('--reopen', text.options.reopen, false)
    .action(async (id: string, { reopen }: { reopen: boolean }, shown: Command) => {
      await runCommand(shown, surroundings, async ({ client, print }) => {
        await client.files.settle({ id, isSettled: !reopen });
        print.result({ id, isSettled: !reopen }, () => [reopen ? text.forkReopened : text.forkSettled]);
      });
    });
}

/** One visit of a folder, one way only. Raises folderGone and what the disk says. */
async function carry(register: Register, folder: string, direction: 'send' | 'receive') {
  const states = new CarrierStates();
  const carrier = new FolderCarrier({
    exchange: register.part(Exchange),
    states,
    findPlaces: () => Promise.resolve([folder]),
    now: register.options.clock,
    direction,
  });
  const moved = await carrier.run(() => undefined, new AbortController().signal);
  await carrier.close();
  const [state] = states.list();
  if (state && state.problem !== null) throw new Problem(state.problem, state.details);
  return moved;
}

/** Status 1 when a file was refused. */
async function read({ register, client, print, text }: Run, name: string): Promise<number> {
  const place = fromCallersFolder(name);
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory()) {
    const moved = await carry(register, place, 'receive');
    print.result({ folder: place, ...moved }, () => [text.filesRead(moved.receivedFiles, moved.refusedFiles)]);
    return moved.refusedFiles > 0 ? 1 : 0;
  }
  const opened = await client.files.open({ file: await openGivenFile(name) });
  print.result(opened, () => opened.map(({ outcome, changes }) => text.outcomes[outcome](changes)));
  return opened.some(({ outcome }) => outcome === 'refused') ? 1 : 0;
}

/** Needs no register and no key. */
async function show(name: string, shown: Command, { text, language, status }: Surroundings): Promise<void> {
  const print = new Printer(shown.optsWithGlobals()['json'] === true, language);
  try {
    const headers = await readHeaders(fromCallersFolder(name));
    const [only] = headers;
    print.result(headers.length === 1 ? only : headers, () => headers.flatMap((header) => describe(header, text)));
  } catch (error) {
    status.value = 1;
    tellFailure(error, { print, language, log: () => undefined });
  }
}

function describe(header: OuterHeader, text: Words): string[] {
  const range = header.first === undefined ? [] : [text.packageRange(header.first, header.last ?? header.first)];
  return [
    text.packageKinds[header.kind],
    text.packageFrom(header.code, header.owner, header.replica),
    ...range,
    text.packageSize(header.payloadBytes),
  ];
}

/** That of a file, or those of the files in a bundle. Raises fileNotFound { file }, fileRefused { reason }. */
async function readHeaders(file: string): Promise<OuterHeader[]> {
  const handle = await open(file).catch(() => {
    throw new Problem('fileNotFound', { file });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    if (!isBundle(head)) return [readOuterHeader(head).header];
    if ((await handle.stat()).size > LARGEST_BUNDLE_BYTES) throw new FileRefused('malformed', 'larger than any bundle');
    return unpackBundle(await readFile(file)).map((part) => readOuterHeader(part).header);
  } catch (error) {
    throw error instanceof FileRefused ? new Problem('fileRefused', { reason: error.reason }) : error;
  } finally {
    await handle.close();
  }
}
