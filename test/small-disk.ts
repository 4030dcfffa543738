/** A disk of a few megabytes, for what happens when it is full. Only root on Linux may have one; a test says so and is skipped. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import { makeTestFolder } from './core/open-test-register.ts';

export interface SmallDisk {
  folder: string;
  /** `64m`, as `mount -o size=` takes it. */
  resize: (size: string) => void;
  setReadOnly: () => void;
}

/** Mounted for one test; `size` as `mount -o size=` takes it. */
export function mountSmallDisk(context: TestContext, size: string): SmallDisk {
  context.skip(!canMount(), 'a small disk can only be mounted by root on Linux');
  const folder = path.join(makeTestFolder(), 'small-disk');
  mkdirSync(folder);
  mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder);
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return {
    folder,
    resize: (wanted) => mount('-o', `remount,size=${wanted}`, folder),
    setReadOnly: () => mount('-o', 'remount,ro', folder),
  };
}

function mount(...options: string[]): void {
  const { status, stderr } = spawnSync('mount', options, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount ${options.join(' ')}: ${stderr}`);
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
}
