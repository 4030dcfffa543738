/** `so-may import`: a class list into the register; `so-may import undo` takes a whole import back. */
import type { Command } from 'commander';
import { importFile } from '../import-file.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

export function addImport(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const command = program
    .command('import')
    .description(text.commands.import)
    .helpCommand(false)
    .argument('<file>', text.arguments.file)
    .option('--preview', text.options.preview, false)
    .action(async (name: string, { preview }: { preview: boolean }, command: Command) => {
      await runCommand(command, surroundings, (run) =>
        importFile(run, { kind: 'roster', name, isPreview: preview, round: null }),
      );
    });
  command
    .command('undo')
    .description(text.commands.importUndo)
    .argument('<id>', text.arguments.id)
    .action(async (id: string, _options: object, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const undone = await client.commands.undo({ command: id });
        print.result(undone, () => [
          text.undone(undone.voided, undone.restored),
          ...(undone.kept.length > 0 ? [text.kept(undone.kept.length)] : []),
          ...undone.kept.map((record) => `  ${record.label}`),
        ]);
      });
    });
}
