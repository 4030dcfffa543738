/** `so-may open`: the screens in this machine's browser, until Ctrl-C. */
import type { Command } from 'commander';
import { BackupKeeper } from '../../core/backup/backup-keeper.ts';
import { AutomaticSync } from '../../core/carriers/automatic-sync.ts';
import { findProgramFolders } from '../../core/host/program-folders.ts';
import { IdleLock } from '../../core/services/idle-lock.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { readPort } from '../option-values.ts';
import { runCommand, type Surroundings } from '../run-command.ts';
import { waitForStop } from '../wait-for-stop.ts';

interface Options {
  port?: number;
  browser: boolean;
}

export function addOpen(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('open')
    .description(text.commands.open)
    .option('--port <number>', text.options.port, (value) => readPort(value, text.notAPort))
    .option('--no-browser', text.options.noBrowser)
    .action(async ({ port, browser }: Options, command: Command) => {
      await runCommand(
        command,
        surroundings,
        async ({ register, print, log }) => {
          const { startBrowserHost } = await import('../http/browser-host.ts');
          const stop = waitForStop();
          const host = await startBrowserHost({
            register,
            rendererDir: findProgramFolders(import.meta.dirname).renderer,
            port,
            log,
            onOpened: (url) => print.event({ url }, text.openAgainAt(url)),
          });
          register.whenUnlocked(() => {
            // Packs what is written, every few minutes and on closing.
            register.part(Exchange);
            register.part(AutomaticSync).start();
            register.part(BackupKeeper).start();
            register.part(IdleLock).start();
          });
          const { openingUrl: url } = host;
          print.event({ url, port: host.port }, text.openAt(url), text.stopHint);
          if (browser) openInBrowser(url);
          await stop;
          await host.close();
          print.event({ stopped: true }, text.stopped);
        },
        { makesRegister: true, mendsDamage: true, opening: 'quiet' },
      );
    });
}
