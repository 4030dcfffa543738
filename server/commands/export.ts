/** `so-may export`: the register as one workbook, for an office that only has Excel. */
import type { Command } from 'commander';
import { writeGivenFile } from '../files.ts';
import { getSchoolOwner } from '../find-records.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

export function addExport(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('export')
    .description(text.commands.export)
    .option('--school <code>', text.options.school)
    .requiredOption('--out <file>', text.options.out)
    .action(async ({ out, school }: { out: string; school?: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const content = await client.exports.write({ owner: await getSchoolOwner(client, school) });
        const file = await writeGivenFile(out, content);
        print.result({ file, sizeBytes: content.size }, () => [text.written(file)]);
      });
    });
}
