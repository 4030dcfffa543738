/** `so-may backup`: a checked copy of the register, now; `backup list`: those that there are; `backup old`: copies that hold what was erased. */
import type { Command } from 'commander';
import type { Backup } from '../../shared/contract/backups.ts';
import { fromCallersFolder } from '../files.ts';
import { toColumns } from '../printer.ts';
import { runCommand, type Surroundings } from '../run-command.ts';
import type { Words } from '../words.ts';

export function addBackup(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const backup = program
    .command('backup')
    .description(text.backup.make)
    .helpCommand(false)
    .option('--to <dir>', text.backup.to)
    .action(async ({ to }: { to?: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const folder = to === undefined ? null : fromCallersFolder(to);
        for await (const event of await client.backups.make({ to: folder })) {
          if (event.type !== 'done') continue;
          print.result({ made: event.made, failed: event.failed }, () => [
            ...event.made.flatMap(({ folder, counts }) => [text.backup.made(folder), countLine(counts, text)]),
            ...event.failed.map(({ problem, place }) => print.sentence(problem, { place })),
          ]);
          return event.failed.length > 0 ? 1 : 0;
        }
        return 1;
      });
    });
  backup
    .command('list')
    .description(text.backup.list)
    .action(async (_options: object, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const backups = await client.backups.list();
        print.result(backups, () => (backups.length === 0 ? [text.backup.none] : listLines(backups, text)));
      });
    });
  backup
    .command('old')
    .description(text.backup.old)
    .option('--yes', text.options.yes, false)
    .action(async ({ yes }: { yes: boolean }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const { copies, isReplaced } = await client.backups.oldCopies();
        if (yes && copies.length > 0) {
          const { removed } = await client.backups.forget({ folders: copies.map(({ folder }) => folder) });
          print.result({ ...(await client.backups.oldCopies()), removed }, () => [text.backup.oldGone(removed)]);
          return;
        }
        print.result({ copies, isReplaced, removed: 0 }, () =>
          copies.length === 0
            ? [text.backup.oldNone]
            : [
                ...toColumns(copies.map(({ at, kind, folder }) => [at, text.backup.oldKinds[kind], folder])),
                isReplaced ? text.backup.oldWould(copies.length) : text.backup.oldFirst,
              ],
        );
      });
    });
}

/** Pupils, devices, receipts and changes of a backup, in words. */
export function countLine(counts: NonNullable<Backup['counts']>, text: Words): string {
  return text.backup.counted(counts.students, counts.devices, counts.receipts, counts.changes);
}

function listLines(backups: readonly Backup[], text: Words): string[] {
  return toColumns(
    backups.map(({ at, reason, health, counts, folder }) => [
      at,
      reason && text.backup.reasons[reason],
      text.backup.health[health],
      counts?.students,
      counts?.changes,
      folder,
    ]),
  );
}
