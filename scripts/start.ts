/**
 * `npm start`: builds what is out of date and opens the register in a window; where Electron cannot be had it says why in one line
 * and opens the same screens in the browser. Flags: --data DIR, --port N, --no-browser, --host browser|electron, --lang vi|en.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../core/host/data-folder.ts';
import { buildTargets, root } from './build.ts';
import { ConnectionTimeout, fetchElectron, findElectron } from './electron-binary.ts';
import { startSentences } from './start-sentences.ts';

/** A window that ends with a failure this soon never opened, in milliseconds. */
const NEVER_OPENED_MS = 8000;

process.exitCode = await start();

async function start(): Promise<number> {
  const flags = readFlags();
  if (!flags) return 2;
  const text = startSentences[flags.lang];
  if (flags.host !== 'browser') {
    const electron = await getElectron(text);
    if ('binary' in electron) {
      await buildTargets(['renderer', 'electron']);
      const started = performance.now();
      const code = await runElectron(electron.binary, flags.data);
      if (code === 0 || performance.now() - started > NEVER_OPENED_MS) return code;
      electron.reason = text.windowFailed;
    }
    if (flags.host === 'electron') {
      process.stderr.write(`${text.cannotOpenWindow(electron.reason)}\n`);
      return 1;
    }
    process.stderr.write(`${text.openingBrowser(electron.reason)}\n`);
  }
  await buildTargets(['renderer', 'server']);
  const args = ['open', '--data', flags.data, '--lang', flags.lang];
  if (flags.port !== undefined) args.push('--port', flags.port);
  if (!flags.browser) args.push('--no-browser');
  return run(process.execPath, [path.join(root, 'out/server/so-may.js'), ...args]);
}

interface Flags {
  data: string;
  port: string | undefined;
  browser: boolean;
  host: 'browser' | 'electron' | undefined;
  lang: 'vi' | 'en';
}

function readFlags(): Flags | undefined {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        browser: { type: 'boolean', default: true },
        host: { type: 'string' },
        lang: { type: 'string' },
      },
      allowNegative: true,
    });
    const { data, port, browser, host } = values;
    if (host !== undefined && host !== 'browser' && host !== 'electron') throw new Error(`--host ${host}`);
    return {
      // npm runs scripts in the package's folder and says where it was called.
      data: data === undefined ? defaultDataFolder() : path.resolve(process.env['INIT_CWD'] ?? '.', data),
      port,
      browser,
      host,
      lang: (values.lang ?? process.env['SO_MAY_LANG']) === 'en' ? 'en' : 'vi',
    };
  } catch (error) {
    process.stderr.write(`${String(error)}\n${startSentences.vi.usage}\n`);
    return undefined;
  }
}

type Electron = { binary: string; reason: string } | { reason: string };

async function getElectron(text: (typeof startSentences)['vi']): Promise<Electron> {
  const hasDesktop = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!hasDesktop) return { reason: text.noDesktop };
  const found = findElectron();
  if (found) return { binary: found, reason: '' };
  process.stderr.write(`${text.fetching}\n`);
  let told = 0;
  try {
    const binary = await fetchElectron((percent) => {
      if (percent < told + 10) return;
      told = percent;
      process.stderr.write(`  ${percent}%\n`);
    });
    return { binary, reason: '' };
  } catch (error) {
    return { reason: isNoConnection(error) ? text.noConnection : text.notFetched(String(error)) };
  }
}

/** Node's fetch hides the network's failure in its cause. */
function isNoConnection(error: unknown): boolean {
  return error instanceof ConnectionTimeout || (error instanceof TypeError && error.cause !== undefined);
}

function runElectron(binary: string, dataDir: string): Promise<number> {
  const isRoot = process.getuid?.() === 0;
  return run(binary, [root, `--data=${dataDir}`, ...(isRoot ? ['--no-sandbox'] : [])]);
}

/** Runs a program in the foreground; Ctrl-C reaches it by itself, a request to end is passed on. */
function run(program: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    const passOn = (signal: NodeJS.Signals): void => void child.kill(signal);
    const stay = (): void => undefined;
    process.on('SIGINT', stay).on('SIGTERM', passOn).on('SIGHUP', passOn);
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGINT', stay).off('SIGTERM', passOn).off('SIGHUP', passOn);
      resolve(code ?? 0);
    });
  });
}
