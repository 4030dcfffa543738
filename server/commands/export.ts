/** `so-may export`: the register as one workbook, for an office that only has Excel. */
import type { Command } from 'commander';
import { writeGivenFile } from '../files.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

export function addExport(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('export')
    .description(text.commands.export)
    .requiredOption('--out <file>', text.options.out)
    .action(async ({ out }: { out: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const content = await client.exports.write();
        const file = await writeGivenFile(out, content);
        print.result({ file, sizeBytes: content.size }, () => [text.written(file)]);
      });
    });
}
