/** Runs a program whose writes below one folder are recorded in order (record-writes.c), and reads the recording. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What happened to the disk, in order; `answer` is a piece of what the program printed meanwhile. */
export type DiskOperation =
  | { op: 'create' | 'unlink' | 'makeFolder' | 'removeFolder' | 'flushFolder'; path: string; ino: number }
  | { op: 'rename' | 'link'; path: string; to: string }
  | { op: 'write'; ino: number; from: number; bytes: Buffer }
  | { op: 'truncate'; ino: number; size: number }
  | { op: 'flush'; ino: number }
  | { op: 'answer'; text: string };

const PATH_OPERATIONS = {
  O: 'create',
  U: 'unlink',
  M: 'makeFolder',
  X: 'removeFolder',
  D: 'flushFolder',
} as const;
const HEAD_BYTES = 25;

/** Compiles the recorder; undefined where there is no C compiler or no Linux: then nothing can be recorded here. */
export function compileRecorder(folder: string): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const library = path.join(folder, 'record-writes.so');
  if (existsSync(library)) return library;
  try {
    const source = fileURLToPath(new URL('record-writes.c', import.meta.url));
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl', '-lpthread'], { stdio: 'pipe' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return library;
}

export interface RecordedProgram {
  library: string;
  /** Folder whose files are recorded. */
  root: string;
  /** Arguments of Node. */
  args: readonly string[];
  env: Record<string, string>;
  /** The program is ended (SIGKILL) as soon as this says so of all that it printed. */
  isEnough: (printed: string) => boolean;
}

/** Runs a program until it has printed enough; what it did to the disk. */
export async function recordProgram({ library, root, args, env, isEnough }: RecordedProgram): Promise<DiskOperation[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-may-recording-'));
  const log = path.join(folder, 'log');
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(process.execPath, args, {
        env: { ...process.env, ...env, LD_PRELOAD: library, RECORD_ROOT: root, RECORD_LOG: log },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let printed = '';
      let errors = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        if (isEnough(printed)) child.kill('SIGKILL');
      });
      child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
      child.on('error', reject);
      child.on('close', (_code, signal) => {
        if (signal === 'SIGKILL') resolve();
        else reject(new Error(`the recorded program ended by itself: ${errors}`));
      });
    });
    return [...readOperations(readFileSync(log))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A record that the kill cut short was the last one and is left out. */
function* readOperations(log: Buffer): Generator<DiskOperation> {
  for (let at = 0; at + HEAD_BYTES <= log.length;) {
    const letter = String.fromCharCode(log[at]!);
    const ino = Number(log.readBigUInt64LE(at + 1));
    const number = Number(log.readBigUInt64LE(at + 9));
    const firstEnd = at + HEAD_BYTES + log.readUInt32LE(at + 17);
    const end = firstEnd + log.readUInt32LE(at + 21);
    if (end > log.length) return;
    const first = log.subarray(at + HEAD_BYTES, firstEnd);
    yield readOperation(letter, { ino, number, first, second: log.toString('utf8', firstEnd, end) });
    at = end;
  }
}

function readOperation(
  letter: string,
  { ino, number, first, second }: { ino: number; number: number; first: Buffer; second: string },
): DiskOperation {
  switch (letter) {
    case 'W':
      return { op: 'write', ino, from: number, bytes: first };
    case 'T':
      return { op: 'truncate', ino, size: number };
    case 'S':
      return { op: 'flush', ino };
    case 'A':
      return { op: 'answer', text: first.toString() };
    case 'R':
      return { op: 'rename', path: first.toString(), to: second };
    case 'L':
      return { op: 'link', path: first.toString(), to: second };
    default:
      if (!(letter in PATH_OPERATIONS)) throw new Error(`no operation is written ${letter}`);
      return { op: PATH_OPERATIONS[letter as keyof typeof PATH_OPERATIONS], path: first.toString(), ino };
  }
}
