/** An office of the bench: set up here, then `so-may serve` as it is built, in a process of its own. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createRouterClient } from '@orpc/server';
import { z } from 'zod';
import { AutomaticSync } from '../../core/carriers/automatic-sync.ts';
import { findProgramFolders } from '../../core/host/program-folders.ts';
import { saveSetting } from '../../core/queries/sync-settings.ts';
import type { Session } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { setUpRegister } from '../../core/services/set-up-register.ts';
import { setUpInput } from '../../shared/contract/register.ts';
import { type BenchRegister, openBenchFolder } from './bench-register.ts';

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;
const { root } = findProgramFolders(import.meta.dirname);

export interface OfficeProcess {
  port: number;
  pid: number;
  /** Ends the process; resolves when it has ended. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Sets up an office in `folder` and writes invitations by which members find it at `url`. */
export async function makeOffice(folder: string, url: string, invitations: number): Promise<Buffer[]> {
  const register = await openBenchFolder(folder);
  const session: Session = { personId: null };
  const client = createRouterClient(router, { context: { register, session } });
  const office = { name: 'UBND xã Mai Châu', level: 'commune' };
  session.personId = await setUpRegister(
    register,
    setUpInput.parse({ role: 'office', office, personName: 'Bùi Văn Hạnh' }),
  );
  await register.exclusively(() =>
    register.transact((transaction) => saveSetting(transaction, 'httpAddress', { url, fingerprint: null })),
  );
  const files: Buffer[] = [];
  for (let made = 0; made < invitations; made += 1) {
    const { file } = await client.enrolment.invite({ expiresInDays: 90 });
    files.push(Buffer.from(await file.arrayBuffer()));
  }
  await register.close();
  return files;
}

/** Starts `so-may serve` on that folder; it goes on saying `url` in its invitations. */
export async function serveOffice(folder: string, url: string, port = 0): Promise<OfficeProcess> {
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'out/server/so-may.js'),
      '--data',
      folder,
      '--json',
      'serve',
      '--port',
      String(port),
      '--public-url',
      url,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the office ended with ${code}`)));
  });
  const { port: heard } = z.object({ port: z.number() }).parse(JSON.parse(line));
  return {
    port: heard,
    pid: child.pid ?? 0,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
}

/** Enrols a school by the office's invitation; from then on it sends there by HTTP. */
export async function enrolSchool({ register, client }: BenchRegister, invitation: Buffer): Promise<void> {
  await client.enrolment.accept({ file: new File([new Uint8Array(invitation)], 'invitation.somay') });
  register.part(AutomaticSync);
}

/** One try of every carrier, as the button does it. */
export async function syncOnce({ client }: BenchRegister): Promise<{ requests: number; receivedFiles: number }> {
  for await (const event of await client.sync.run()) if (event.type === 'done') return event.result;
  throw new Error('the run told no result');
}

/** Bytes of memory that a process holds now and held at most. Linux only. */
export function readMemory(pid: number): { rss: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024;
  return { rss: read('VmRSS'), peak: read('VmHWM') };
}

/** Seconds of processor time that a process has used, in itself and in the system. Linux only. */
export function readCpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / TICKS_PER_SECOND;
}
