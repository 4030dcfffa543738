/** `so-may package`: the files that travel, looked at without any key. */
import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import { FileRefused } from '../../core/sync/files/file-refused.ts';
import { HEAD_BYTES, type OuterHeader, readOuterHeader } from '../../core/sync/files/outer-header.ts';
import { Problem } from '../../shared/problems.ts';
import { fromCallersFolder } from '../files.ts';
import { Printer } from '../printer.ts';
import { tellFailure, type Surroundings } from '../run-command.ts';

export function addPackage(program: Command, surroundings: Surroundings): void {
  const { text, language, status } = surroundings;
  const command = program.command('package').description(text.commands.package).helpCommand(false);
  command
    .command('show')
    .description(text.commands.packageShow)
    .argument('<file>', text.arguments.file)
    .action(async (name: string, _options: object, shown: Command) => {
      const print = new Printer(shown.optsWithGlobals()['json'] === true, language);
      try {
        const header = await readHeader(fromCallersFolder(name));
        const range = header.first === undefined ? [] : [text.packageRange(header.first, header.last ?? header.first)];
        print.result(header, () => [
          text.packageKinds[header.kind],
          text.packageFrom(header.code, header.owner, header.replica),
          ...range,
          text.packageSize(header.payloadBytes),
        ]);
      } catch (error) {
        status.value = 1;
        tellFailure(error, { print, language, log: () => undefined });
      }
    });
}

/** Raises fileNotFound { file }, fileRefused { reason }. */
async function readHeader(file: string): Promise<OuterHeader> {
  const handle = await open(file).catch(() => {
    throw new Problem('fileNotFound', { file });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return readOuterHeader(buffer.subarray(0, bytesRead)).header;
  } catch (error) {
    throw error instanceof FileRefused ? new Problem('fileRefused', { reason: error.reason }) : error;
  } finally {
    await handle.close();
  }
}
