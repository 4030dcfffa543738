/** Workers that really fail at start: who waits for them is answered, and the program goes on. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { IMPORT_LIMITS, ImportJobs } from '../../../core/jobs/import-jobs.ts';
import { isProblem } from '../../../shared/problems.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { list } from '../services/import-fixture.ts';

const { name, bytes } = list({ fullName: 'Hà Thị Lan', birthDate: '12/06/2014', className: '6A' });

/** A worker of this source; undefined: its file is missing. */
function workerOf(source: string | undefined): URL {
  const file = path.join(makeTestFolder(), 'worker.mjs');
  if (source !== undefined) writeFileSync(file, source);
  return pathToFileURL(file);
}

/** What reading a file ends with. */
async function failureOf(jobs: ImportJobs): Promise<unknown> {
  try {
    for await (const event of jobs.read({ kind: 'roster', file: new File([new Uint8Array(bytes)], name), round: null }))
      if (event.type === 'ready') return 'ready';
    return 'ended without a word';
  } catch (error) {
    return error;
  }
}

function jobsOf({ register }: TestRegister, limits: Partial<typeof IMPORT_LIMITS> = {}): ImportJobs {
  const jobs = new ImportJobs(register, { ...IMPORT_LIMITS, ...limits });
  onTestFinished(() => jobs.close());
  return jobs;
}

describe('an import whose worker does not start', () => {
  const broken = [
    { how: 'whose file is missing', source: undefined, says: /Cannot find module/ },
    { how: 'that throws while it loads', source: `throw new Error('broken bundle');`, says: /broken bundle/ },
    { how: 'that throws nothing at all', source: 'throw undefined;', says: /import worker ended/ },
    { how: 'that cannot be parsed', source: 'import {', says: /Unexpected/ },
    { how: 'that misses a library', source: `import 'no-such-library';`, says: /no-such-library/ },
    { how: 'that ends at once', source: 'process.exit(3);', says: /import worker ended.*3/ },
    { how: 'that listens to nobody', source: '', says: /import worker ended/ },
    { how: 'that waits for ever', source: 'await new Promise(() => undefined);', says: /import worker ended/ },
    {
      how: 'that answers what cannot be read',
      source: `
        import { parentPort } from 'node:worker_threads';
        parentPort.on('message', ({ id }) => { parentPort.postMessage({ id, type: "done", output: () => 1 }); });`,
      says: /Error/,
    },
  ];

  it.each(broken)('ends as a bug for a worker $how, and stages nothing', async ({ source, says }) => {
    const opened = await openTestRegister({ workerUrl: workerOf(source) });
    const failure = await failureOf(jobsOf(opened));
    expect(isProblem(failure)).toBe(false);
    expect(String(failure)).toMatch(says);
    expect((await opened.client.students.records({})).total).toBe(0);
  });

  it('is no file too large when the memory does not even do for the start', async () => {
    const opened = await openTestRegister();
    const failure = await failureOf(jobsOf(opened, { heapMegabytes: 4 }));
    expect(isProblem(failure)).toBe(false);
    expect(String(failure)).toMatch(/memory limit/);
    expect(await failureOf(jobsOf(opened))).toBe('ready');
  });
});
