/** Runs the built program: the command line to its end, the browser host until it is stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

export const root = path.resolve(import.meta.dirname, '../..');
export const bundle = path.join(root, 'out/server/so-may.js');

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** One command of the command line; never fails by itself, the status tells. */
export function runSoMay(args: readonly string[], cwd?: string, nodeFlags: string[] = []): Promise<Ended> {
  const child = spawn(process.execPath, [...nodeFlags, bundle, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended: Ended = { status: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ ...ended, status }));
  });
}

export interface RunningHost {
  /** Opens one window, or takes files. */
  url: string;
  process: ChildProcess;
  /** As Ctrl-C does; resolves with the exit status. */
  stop(): Promise<number | null>;
}

const opened = z.object({ url: z.string(), port: z.number() });

/** `so-may open` on a free port. */
export async function startHost(dataDir: string): Promise<RunningHost> {
  return startProgram('open', '--no-browser', '--port', '0', '--data', dataDir);
}

/** `so-may serve` on a free port or this one, with a certificate of its own. */
export async function startOffice(dataDir: string, port = 0): Promise<RunningHost> {
  return startProgram('serve', '--tls', 'self', '--port', String(port), '--data', dataDir);
}

async function startProgram(...args: string[]): Promise<RunningHost> {
  const child = spawn(process.execPath, [bundle, ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([new Promise<string>((resolve) => lines.once('line', resolve)), ended]);
  if (typeof first !== 'string') throw new Error(`so-may ${args[0]} ended with status ${first}`);
  return {
    url: opened.parse(JSON.parse(first)).url,
    process: child,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
