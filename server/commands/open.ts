/** `so-may open`: the screens in this machine's browser, until Ctrl-C. */
import { type Command, InvalidArgumentError } from 'commander';
import { findProgramFolders } from '../../core/host/program-folders.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

/** Longest time that closing may take, in milliseconds. */
const CLOSE_MS = 10_000;

interface Options {
  port?: number;
  browser: boolean;
}

export function addOpen(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('open')
    .description(text.commands.open)
    .option('--port <number>', text.options.port, (value) => parsePort(value, text.notAPort))
    .option('--no-browser', text.options.noBrowser)
    .action(async ({ port, browser }: Options, command: Command) => {
      await runCommand(
        command,
        surroundings,
        async ({ register, print, log }) => {
          const { startBrowserHost } = await import('../http/browser-host.ts');
          // Packs what is written, every few minutes and on closing.
          register.part(Exchange);
          const stop = waitForStop();
          const host = await startBrowserHost({
            register,
            rendererDir: findProgramFolders(import.meta.dirname).renderer,
            port,
            log,
            onOpened: (url) => print.event({ url }, text.openAgainAt(url)),
          });
          const { openingUrl: url } = host;
          print.event({ url, port: host.port }, text.openAt(url), text.stopHint);
          if (browser) openInBrowser(url);
          await stop;
          await host.close();
          print.event({ stopped: true }, text.stopped);
        },
        { makesRegister: true },
      );
    });
}

/** Resolves on Ctrl-C, or when the system or a parent ends the program. Closing that hangs is cut short. */
function waitForStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      setTimeout(() => process.exit(1), CLOSE_MS).unref();
      resolve();
    };
    // npm passes Ctrl-C on although the terminal has sent it already: the second must not cut the first short.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}

function parsePort(value: string, message: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535) throw new InvalidArgumentError(message);
  return port;
}
