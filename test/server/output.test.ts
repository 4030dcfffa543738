/** Output into pipes and files that end early. */
import { spawn, spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../e2e/program.ts';
import { mountSmallDisk } from '../small-disk.ts';
import { buildSoMay, openDesk, openFilledDesk } from './so-may.ts';

beforeAll(() => buildSoMay());

/** The command's status and its complaints when its reader has gone before the first byte. */
function runWithoutReader(
  args: string[],
  stream: 'stdout' | 'stderr',
): Promise<{ status: number | null; rest: string }> {
  const child = spawn(process.execPath, [bundle, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  child[stream].destroy();
  let rest = '';
  child[stream === 'stdout' ? 'stderr' : 'stdout'].setEncoding('utf8').on('data', (text: string) => (rest += text));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, rest })));
}

describe('a reader that stops early, as `| head` does', () => {
  it.each(['students', 'students --json', '--help', 'receipts --help'])(
    'ends the command quietly with its own status: %s',
    async (command) => {
      const desk = await openFilledDesk();
      const ended = await runWithoutReader([...command.split(' '), '--data', desk.dataDir], 'stdout');
      expect(ended).toEqual({ status: 0, rest: '' });
    },
  );

  it('changes nothing of what a problem or wrong usage ends with', async () => {
    const { dataDir } = openDesk();
    expect(await runWithoutReader(['students', '--data', dataDir], 'stderr')).toEqual({ status: 1, rest: '' });
    expect(await runWithoutReader(['no-such-command'], 'stderr')).toEqual({ status: 2, rest: '' });
  });
});

describe('output that cannot be written', () => {
  it('ends with status 1 and a sentence when the disk is full', async (context) => {
    const { folder } = mountSmallDisk(context, '4k');
    const desk = await openFilledDesk();
    const command = `"${process.execPath}" "${bundle}" students --json --data "${desk.dataDir}" > "${folder}/x"`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('ổ đĩa') });
  });
});
