/** `so-may serve`: this office takes files over HTTP, until Ctrl-C. */
import { type Command, InvalidArgumentError } from 'commander';
import { BackupKeeper } from '../../core/backup/backup-keeper.ts';
import { AutomaticSync } from '../../core/carriers/automatic-sync.ts';
import { saveSetting } from '../../core/queries/sync-settings.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { Problem } from '../../shared/problems.ts';
import { fromCallersFolder } from '../files.ts';
import { isOpenLine } from '../http/collect/open-line.ts';
import { readPort } from '../option-values.ts';
import { runCommand, type Surroundings } from '../run-command.ts';
import { waitForStop } from '../wait-for-stop.ts';

interface Options {
  host: string;
  port?: number;
  tls?: 'self';
  tlsCert?: string;
  tlsKey?: string;
  behindProxy: boolean;
  publicUrl?: string;
}

export function addServe(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('serve')
    .description(text.commands.serve)
    .option('--host <name>', text.options.host, '127.0.0.1')
    .option('--port <number>', text.options.servePort, (value) => readPort(value, text.notAPort))
    .option('--tls <mode>', text.options.tls, (value) => readTls(value))
    .option('--tls-cert <file>', text.options.tlsCert)
    .option('--tls-key <file>', text.options.tlsKey)
    .option('--behind-proxy', text.options.behindProxy, false)
    .option('--public-url <text>', text.options.publicUrl, (value) => readPublicUrl(value, text.notAnAddress))
    .action(async (options: Options, command: Command) => {
      const isHalf = (options.tlsCert === undefined) !== (options.tlsKey === undefined);
      if (isHalf || (options.tls === 'self' && options.tlsCert !== undefined))
        command.error(text.certAndKey, { code: 'commander.conflictingOption', exitCode: 2 });
      await runCommand(command, surroundings, async ({ register, print, log }) => {
        const installation = await register.getInstallation();
        if (installation.role !== 'office') throw new Problem('notAnOffice');
        const { startCollectServer } = await import('../http/collect/collect-server.ts');
        const stop = waitForStop();
        const server = await startCollectServer({
          exchange: register.part(Exchange),
          dataDir: register.options.dataDir,
          log,
          host: options.host,
          port: options.port,
          tls: readTlsChoice(options),
          isBehindProxy: options.behindProxy,
        });
        const { host, behindProxy: isBehindProxy } = options;
        const { port, fingerprint } = server;
        const url = options.publicUrl ?? server.url;
        const otherUrls = options.publicUrl === undefined ? server.otherUrls : [];
        const pinned = server.isPinned && !isBehindProxy ? fingerprint : null;
        await register.exclusively(() =>
          register.transact((transaction) => saveSetting(transaction, 'httpAddress', { url, fingerprint: pinned })),
        );
        register.part(AutomaticSync).start();
        register.part(BackupKeeper).start();
        const isPlain = isOpenLine({ host, hasTls: fingerprint !== null, isBehindProxy });
        const lines = [text.servedAt(url), ...(fingerprint === null ? [] : [text.fingerprint(fingerprint)])];
        if (otherUrls.length > 0) lines.push(text.otherAddresses(otherUrls.join(', ')));
        if (isPlain) lines.push(text.plainHttp);
        print.event({ url, otherUrls, port, fingerprint, pinned, isPlain }, ...lines, text.stopHint);
        await stop;
        await server.close();
        print.event({ stopped: true }, text.stopped);
      });
    });
}

function readTlsChoice({ tls, tlsCert, tlsKey }: Options): 'self' | { certFile: string; keyFile: string } | null {
  if (tls === 'self') return 'self';
  if (tlsCert === undefined || tlsKey === undefined) return null;
  return { certFile: fromCallersFolder(tlsCert), keyFile: fromCallersFolder(tlsKey) };
}

/** Without a path: members ask for /v1/ of that host. */
function readPublicUrl(value: string, message: string): string {
  const url = URL.parse(value);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/')
    throw new InvalidArgumentError(message);
  return url.origin;
}

function readTls(value: string): 'self' {
  if (value !== 'self') throw new InvalidArgumentError('self');
  return value;
}
