/** `so-may restore`: goes back to a backup; with `--preview` it only says what that would change. */
import type { Command } from 'commander';
import type { RestorePreview } from '../../shared/contract/backups.ts';
import { Problem } from '../../shared/problems.ts';
import { fromCallersFolder } from '../files.ts';
import { type Client, runCommand, type Surroundings } from '../run-command.ts';
import type { Words } from '../words.ts';
import { countLine } from './backup.ts';

/** Stands for the newest sound backup. */
const NEWEST = 'newest';

export function addRestore(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('restore')
    .description(text.backup.restore)
    .argument('<backup>', text.backup.which)
    .option('--preview', text.options.preview, false)
    .option('--leave-later', text.backup.leaveLater, false)
    .action(async (given: string, options: { preview: boolean; leaveLater: boolean }, command: Command) => {
      await runCommand(
        command,
        surroundings,
        async ({ client, print }) => {
          const folder = given === NEWEST ? await findNewest(client) : fromCallersFolder(given);
          if (options.preview) {
            const preview = await client.backups.preview({ folder });
            print.result(preview, () => previewLines(preview, text));
            return;
          }
          for await (const event of await client.backups.restore({ folder, keepsLater: !options.leaveLater })) {
            if (event.type !== 'done') continue;
            const { result } = event;
            print.result(result, () => [
              text.backup.restored(result.folder),
              countLine(result.counts, text),
              text.backup.replayed(result.replayed.files, result.replayed.changes),
              text.backup.salvaged(result.salvaged.changes, result.salvaged.beyond),
            ]);
          }
        },
        { makesRegister: true, mendsDamage: true },
      );
    });
}

/** Raises backupNotFound. */
async function findNewest(client: Client): Promise<string> {
  const backup = (await client.backups.list()).find(({ health }) => health === 'sound');
  if (!backup) throw new Problem('backupNotFound', { folder: NEWEST });
  return backup.folder;
}

function previewLines({ backup, counts, present, later }: RestorePreview, text: Words): string[] {
  return [
    text.backup.ofMoment(backup.at ?? '', backup.computer ?? ''),
    countLine(counts, text),
    ...(present ? [text.backup.atPresent, countLine(present, text)] : []),
    ...(later && later.changes > 0
      ? [
          text.backup.later(later.changes, later.from ?? ''),
          text.backup.laterPupils(later.students.added, later.students.changed, later.receipts.added),
          text.backup.laterPacked(later.packed),
        ]
      : [text.backup.nothingLater]),
  ];
}
