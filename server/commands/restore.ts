/** `so-may restore`: goes back to a backup; with `--preview` it only says what that would change. */
import type { Command } from 'commander';
import type { BackupSecret, RestorePreview, RestoreResult } from '../../shared/contract/backups.ts';
import type { Log } from '../../core/host/log.ts';
import { toTransportError } from '../../core/transport-error.ts';
import { Problem } from '../../shared/problems.ts';
import { fromCallersFolder } from '../files.ts';
import { type Client, runCommand, type Surroundings } from '../run-command.ts';
import { askSecret, canAsk, readGivenPassphrase, readPassphraseFile } from '../secrets.ts';
import type { Words } from '../words.ts';
import { countLine } from './backup.ts';

/** Stands for the newest sound backup. */
const NEWEST = 'newest';
/** Stands for no backup: what packages and a damaged file still have. */
const PACKAGES = 'packages';

export function addRestore(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('restore')
    .description(text.backup.restore)
    .argument('<backup>', text.backup.which)
    .option('--preview', text.options.preview, false)
    .option('--leave-later', text.backup.leaveLater, false)
    .option('--code-file <file>', text.backup.codeFile)
    .action(async (given: string, options: RestoreOptions, command: Command) => {
      if (given === PACKAGES && options.preview)
        command.error("unknown option '--preview'", { code: 'commander.unknownOption', exitCode: 2 });
      await runCommand(
        command,
        surroundings,
        async ({ client, print, log }) => {
          if (given === PACKAGES) {
            const recover = async (secret: BackupSecret | undefined): Promise<void> => {
              for await (const event of await client.backups.recover({ secret }))
                if (event.type === 'done') print.result(event.result, () => resultLines(event.result, text));
            };
            await withSecret(recover, readSecret(options.codeFile), { text, log });
            return;
          }
          const folder = given === NEWEST ? await findNewest(client) : fromCallersFolder(given);
          const go = async (secret: BackupSecret | undefined): Promise<void> => {
            if (options.preview) {
              const preview = await client.backups.preview({ folder, secret });
              print.result(preview, () => previewLines(preview, text));
              return;
            }
            for await (const event of await client.backups.restore({
              folder,
              secret,
              keepsLater: !options.leaveLater,
            }))
              if (event.type === 'done') print.result(event.result, () => resultLines(event.result, text));
          };
          await withSecret(go, readSecret(options.codeFile), { text, log });
        },
        { makesRegister: true, mendsDamage: true },
      );
    });
}

interface RestoreOptions {
  preview: boolean;
  leaveLater: boolean;
  codeFile?: string;
}

/** What was given to open a backup by: the code's file, else the passphrase of `SO_MAY_PASSPHRASE_FILE`. Raises passphraseFileMissing { file }. */
function readSecret(codeFile: string | undefined): BackupSecret | undefined {
  if (codeFile !== undefined) return { code: readPassphraseFile(codeFile) };
  const passphrase = readGivenPassphrase();
  return passphrase === undefined ? undefined : { passphrase };
}

/** Does it with what was given; where that was nothing and the backup wants something, asks at the terminal for a passphrase or the code. */
async function withSecret(
  go: (secret: BackupSecret | undefined) => Promise<void>,
  given: BackupSecret | undefined,
  { text, log }: { text: Words; log: Log },
): Promise<void> {
  try {
    await go(given);
  } catch (error) {
    if (given !== undefined || !canAsk() || toTransportError(error, log).code !== 'backupLocked') throw error;
    const typed = await askSecret(text.backup.askSecret);
    await go(/^[\d\s.–-]+$/.test(typed) ? { code: typed } : { passphrase: typed });
  }
}

/** Raises backupNotFound. */
async function findNewest(client: Client): Promise<string> {
  const backup = (await client.backups.list()).find(({ health }) => health === 'sound');
  if (!backup) throw new Problem('backupNotFound', { folder: NEWEST });
  return backup.folder;
}

function resultLines({ folder, counts, replayed, salvaged }: RestoreResult, text: Words): string[] {
  return [
    text.backup.restored(folder),
    countLine(counts, text),
    text.backup.replayed(replayed.files, replayed.changes),
    ...(replayed.waiting > 0 ? [text.backup.waiting(replayed.waiting)] : []),
    text.backup.salvaged(salvaged.changes, salvaged.beyond),
  ];
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
