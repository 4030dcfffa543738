/** Figures: medians and percentiles of what was measured side by side. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Milliseconds that `work` took, and what it returned. */
export async function time<Result>(work: () => Promise<Result> | Result): Promise<{ ms: number; result: Result }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** The value below which this share (0–1) of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** One line of the table: what was measured, beside its limit, and the aim of the ratio. */
export interface Figure {
  name: string;
  value: number;
  /** Empty: a count. */
  unit: 'ms' | 's' | 'MB' | 'x' | '';
  /** The figure should not be above this; undefined: reported only. */
  aim?: number;
  /** Beside what it was measured. */
  beside?: string;
}

/** Runs a case in a process of its own (own memory, cold caches); the case prints one JSON line at its end. */
export function runCase<Result>(file: string, ...parameters: string[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--expose-gc', fileURLToPath(new URL(file, import.meta.url)), ...parameters],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      const last = output.trim().split('\n').at(-1);
      if (code !== 0 || !last) return reject(new Error(`${file} ended with ${code}`));
      resolve(JSON.parse(last) as Result);
    });
  });
}
