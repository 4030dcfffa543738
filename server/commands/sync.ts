/** `so-may sync`: one try of every way by which files travel; `sync status` says what waits; `sync folder` names the folder that is one of the ways. */
import type { Command } from 'commander';
import { AutomaticSync } from '../../core/carriers/automatic-sync.ts';
import type { SyncStatus } from '../../shared/contract/sync.ts';
import { fromCallersFolder } from '../files.ts';
import { runCommand, type Surroundings } from '../run-command.ts';
import type { Words } from '../words.ts';

export function addSync(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const sync = program
    .command('sync')
    .description(text.commands.sync)
    .helpCommand(false)
    .option('--once', text.options.once, false)
    .action(async ({ once }: { once: boolean }, command: Command) => {
      if (!once) command.error(text.onceOrStatus, { code: 'commander.missingMandatoryOptionValue', exitCode: 2 });
      await runCommand(command, surroundings, async ({ register, client, print }) => {
        register.part(AutomaticSync);
        for await (const event of await client.sync.run()) {
          if (event.type !== 'done') continue;
          const { result } = event;
          print.result(result, () => [
            text.moved(result.sentFiles, result.receivedFiles),
            ...result.carriers.map(({ place, problem, details }) =>
              problem === null ? place : `${place}: ${print.sentence(problem, details)}`,
            ),
          ]);
          return result.carriers.some(({ problem }) => problem !== null) ? 1 : 0;
        }
        return 1;
      });
    });
  sync
    .command('status')
    .description(text.commands.syncStatus)
    .action(async (_options: object, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const status = await client.sync.status();
        print.result(status, () => statusLines(status, text));
      });
    });
  sync
    .command('folder')
    .description(text.commands.syncFolder)
    .argument('[dir]', text.options.syncFolder)
    .option('--none', text.options.noFolder, false)
    .action(async (dir: string | undefined, { none }: { none: boolean }, command: Command) => {
      if ((dir === undefined) !== none)
        command.error(text.folderOrNone, { code: 'commander.missingArgument', exitCode: 2 });
      await runCommand(command, surroundings, async ({ client, print }) => {
        const { folder } = await client.sync.saveSettings({
          folder: dir === undefined ? null : fromCallersFolder(dir),
        });
        print.result({ folder }, () => [folder === null ? text.usesNoFolder : text.usesFolder(folder)]);
      });
    });
}

/** What the status says in words; of what there is none of, nothing. */
export function statusLines(status: SyncStatus, text: Words): string[] {
  const { collector, changes, packed, received, accepted } = status;
  return [
    collector ? text.sendsTo(collector.name) : text.sendsToNobody,
    text.syncCounts({ changes, packed, received, accepted }),
    ...(status.waitingSince === null ? [] : [text.waitsSince(status.waitingSince)]),
    ...(status.askedAttachments > 0 ? [text.asksForPictures(status.askedAttachments)] : []),
    ...status.siblings.map(({ name, changes, accepted }) => text.sibling(name, changes, accepted)),
    ...(status.lockedOutAfter === null ? [] : [text.lockedOut(status.lockedOutAfter)]),
    ...status.notTaken.map((some) => text.notTaken(some)),
    ...(status.refusedRecords > 0 ? [text.refusedRecords(status.refusedRecords)] : []),
    ...(['waitingFiles', 'quarantinedFiles', 'forks', 'refusedFiles'] as const)
      .filter((kind) => status[kind] > 0)
      .map((kind) => text.keptFiles[kind](status[kind])),
  ];
}
