import { describe, expect, it, onTestFinished } from 'vitest';
import { setUpInput } from '../../../shared/contract/register.ts';
import type { ImportPreview, ImportProgress, ImportResult } from '../../../shared/contract/imports.ts';
import { isProblem } from '../../../shared/problems.ts';
import { IMPORT_LIMITS, ImportJobs, type ImportLimits } from '../../../core/jobs/import-jobs.ts';
import { openRegister } from '../../../core/register.ts';
import { setUpRegister } from '../../../core/services/set-up-register.ts';
import { seededRandom } from '../../seeded-random.ts';
import { inventPupil } from '../../bench/invented-pupils.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { countChanges } from '../services/import-fixture.ts';

type Client = TestRegister['client'];

/** A class list of invented pupils. */
function listOf(rows: number): File {
  const random = seededRandom(7);
  const lines = Array.from({ length: rows }, (_, number) => {
    const { moetId, fullName, birthDate, className, village, guardianName } = inventPupil(random, number);
    return [moetId, fullName, birthDate.split('-').reverse().join('/'), className, village, guardianName].join(';');
  });
  return new File([`Mã học sinh;Họ và tên;Ngày sinh;Lớp;Thôn;Họ tên cha/mẹ\n${lines.join('\n')}\n`], 'ds.csv');
}

async function ready(
  events: AsyncIterable<ImportProgress | { type: 'ready'; preview: ImportPreview }>,
): Promise<ImportPreview> {
  for await (const event of events) if (event.type === 'ready') return event.preview;
  throw new Error('no preview came');
}
async function done(
  events: AsyncIterable<ImportProgress | { type: 'done'; result: ImportResult }>,
): Promise<ImportResult> {
  for await (const event of events) if (event.type === 'done') return event.result;
  throw new Error('no result came');
}
async function read(client: Client, file: File): Promise<ImportPreview> {
  return ready(await client.imports.read({ kind: 'roster', file }));
}
async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no problem',
    (error: unknown) => (isProblem(error) ? error.code : Promise.reject(error)),
  );
}
function withLimits({ register }: TestRegister, limits: Partial<ImportLimits>): ImportJobs {
  return new ImportJobs(register, { ...IMPORT_LIMITS, ...limits });
}

describe('an import in its worker', () => {
  it('tells how far it is, shows pages, and writes', async () => {
    const { client, register } = await openTestRegister();
    const phases = new Set<string>();
    let preview: ImportPreview | undefined;
    for await (const event of await client.imports.read({ kind: 'roster', file: listOf(3000) })) {
      if (event.type === 'ready') preview = event.preview;
      else phases.add(event.phase);
    }
    expect([...phases]).toEqual(['reading', 'comparing']);
    expect(preview!.counts.new).toBe(3000);
    const { stage } = preview!;
    const page = await client.imports.rows({ stage, group: 'new', offset: 2999, limit: 10 });
    expect(page).toMatchObject({ total: 3000, rows: [{ row: 3001, group: 'new' }] });
    const seen: ImportProgress[] = [];
    let result: ImportResult | undefined;
    for await (const event of await client.imports.apply({ stage })) {
      if (event.type === 'done') result = event.result;
      else seen.push(event);
    }
    expect(result).toMatchObject({ accepted: 3000, rejected: [] });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.every(({ phase, done, total }) => phase === 'writing' && done <= total)).toBe(true);
    expect((await client.students.records({ limit: 1 })).total).toBe(3000);
    expect((await client.journal.verify()).isSound).toBe(true);
    expect(register.reader).toBeDefined();
  });

  it('lets others read and wait their turn to write while it writes', async () => {
    const { client } = await openTestRegister();
    const { stage } = await read(client, listOf(2000));
    const writing = done(await client.imports.apply({ stage }));
    const [result, saved, records] = await Promise.all([
      writing,
      client.students.save({ fullName: 'Hà Thị Lan' }),
      client.students.records({ limit: 1 }),
    ]);
    expect(result.accepted).toBe(2000);
    expect(saved.id).toMatch(/-/);
    expect([0, 1, 2000, 2001]).toContain(records.total);
    expect((await client.students.records({ limit: 1 })).total).toBe(2001);
    expect((await client.journal.verify()).isSound).toBe(true);
  });

  it('leaves nothing when it is cancelled while writing, keeps the file staged, and writes it later', async () => {
    const { client, register } = await openTestRegister();
    const { stage } = await read(client, listOf(4000));
    const changes = await countChanges(register);
    const stop = new AbortController();
    const cancelled = async (): Promise<void> => {
      for await (const event of await client.imports.apply({ stage }, { signal: stop.signal })) {
        if (event.type === 'progress' && event.done > 0) stop.abort();
      }
    };
    await expect(cancelled()).rejects.toBeDefined();
    // Takes its turn after the cancelled one has ended.
    await client.classes.save({ name: '12Z' });
    expect(await countChanges(register)).toBe(changes + 1);
    expect((await client.students.records({ limit: 1 })).total).toBe(0);
    expect((await done(await client.imports.apply({ stage }))).accepted).toBe(4000);
    expect((await client.journal.verify()).isSound).toBe(true);
  });

  it('ends the work when nobody listens any more', async () => {
    const { client, register } = await openTestRegister();
    const { stage } = await read(client, listOf(4000));
    const changes = await countChanges(register);
    for await (const event of await client.imports.apply({ stage })) if (event.type === 'progress') break;
    await client.classes.save({ name: '12Z' });
    expect(await countChanges(register)).toBe(changes + 1);
  });

  it('ends a worker that does not stop by itself; what it wrote was never committed', async () => {
    const test = await openTestRegister();
    const jobs = withLimits(test, { graceMs: 0 });
    const { stage } = await ready(jobs.read({ kind: 'roster', file: listOf(4000), round: null }));
    const changes = await countChanges(test.register);
    const stop = new AbortController();
    const cancelled = async (): Promise<void> => {
      for await (const event of jobs.apply(test.session, { stage, lower: [] }, stop.signal)) {
        if (event.type === 'progress' && event.done > 0) stop.abort();
      }
    };
    expect(await codeOf(cancelled())).toBe('importCancelled');
    await test.client.classes.save({ name: '12Z' });
    expect(await countChanges(test.register)).toBe(changes + 1);
    expect((await test.client.journal.verify()).isSound).toBe(true);
    await jobs.close();
  });

  it('undoes a long import beside the window', async () => {
    const { client } = await openTestRegister();
    const { stage } = await read(client, listOf(1500));
    const { id } = await done(await client.imports.apply({ stage }));
    const { voided, kept, command } = await client.commands.undo({ command: id! });
    expect({ kept, isMany: voided > 3000 }).toEqual({ kept: [], isMany: true });
    expect((await client.students.records({ limit: 1 })).total).toBe(0);
    expect(await codeOf(client.commands.undo({ command: id! }))).toBe('commandAlreadyUndone');
    expect((await client.commands.recent({ limit: 2 })).map(({ kind, canUndo }) => [kind, canUndo])).toEqual([
      ['undo', true],
      ['import', false],
    ]);
    await client.commands.undo({ command: command! });
    expect((await client.students.records({ limit: 1 })).total).toBe(1500);
    expect((await client.journal.verify()).isSound).toBe(true);
  });

  it('cancels while reading', async () => {
    const { client } = await openTestRegister();
    const stop = new AbortController();
    const events = await client.imports.read({ kind: 'roster', file: listOf(20_000) }, { signal: stop.signal });
    stop.abort();
    await expect(ready(events)).rejects.toBeDefined();
  });
});

describe('the bounds of an import', () => {
  it('is for schools: pupils are theirs', async () => {
    const register = await openRegister({ ...(await openTestRegister()).register.options, dataDir: makeTestFolder() });
    onTestFinished(() => register.close());
    const office = { name: 'UBND xã Mai Châu', level: 'commune' } as const;
    await setUpRegister(register, setUpInput.parse({ role: 'office', office, personName: 'Hà Thị Loan' }));
    const jobs = new ImportJobs(register);
    expect(await codeOf(ready(jobs.read({ kind: 'roster', file: listOf(1), round: null })))).toBe('recordNotFound');
  });

  it('refuses a file that is too large before it is read', async () => {
    const test = await openTestRegister();
    const jobs = withLimits(test, { fileBytes: 1000 });
    expect(await codeOf(ready(jobs.read({ kind: 'roster', file: listOf(100), round: null })))).toBe('fileTooLarge');
    await jobs.close();
  });

  it('gives up after its time', async () => {
    const test = await openTestRegister();
    const jobs = withLimits(test, { readMs: 1 });
    expect(await codeOf(ready(jobs.read({ kind: 'roster', file: listOf(100), round: null })))).toBe('fileTookTooLong');
    await jobs.close();
  });

  it('says that a file is too large when it outgrows the worker’s memory, and goes on', async () => {
    const test = await openTestRegister();
    const jobs = withLimits(test, { heapMegabytes: 48 });
    const code = await codeOf(ready(jobs.read({ kind: 'roster', file: listOf(120_000), round: null })));
    expect(code).toBe('fileTooLarge');
    const { counts } = await ready(jobs.read({ kind: 'roster', file: listOf(10), round: null }));
    expect(counts.new).toBe(10);
    await jobs.close();
  });

  it.each([
    ['an empty file', '', 'fileEmpty'],
    ['no table', '%PDF-1.7 nothing here', 'fileNotATable'],
    ['a table without pupils', 'a;b\n1;2\n', 'fileHasNoHeader'],
  ])('refuses %s with a sentence and stages nothing', async (_, text, code) => {
    const { client } = await openTestRegister();
    expect(await codeOf(read(client, new File([text], 'x.csv')))).toBe(code);
  });

  it('forgets a discarded, an idle and the oldest of many files', async () => {
    const test = await openTestRegister();
    const { client } = test;
    const { stage } = await read(client, listOf(2));
    await client.imports.discard({ stage });
    await client.imports.discard({ stage });
    const rows = { group: 'new', offset: 0, limit: 1 } as const;
    expect(await codeOf(client.imports.rows({ stage, ...rows }))).toBe('stageNotFound');

    const jobs = withLimits(test, { stages: 2 });
    const stages: string[] = [];
    for (let count = 0; count < 3; count++)
      stages.push((await ready(jobs.read({ kind: 'roster', file: listOf(2), round: null }))).stage);
    expect(await codeOf(jobs.rows({ stage: stages[0]!, ...rows }))).toBe('stageNotFound');
    expect((await jobs.rows({ stage: stages[1]!, ...rows })).total).toBe(2);
    await jobs.close();
    expect(await codeOf(jobs.rows({ stage: stages[1]!, ...rows }))).toBe('stageNotFound');
  });

  it('needs a register and a person at the keyboard', async () => {
    const test = await openTestRegister();
    const { stage } = await read(test.client, listOf(2));
    test.session.personId = null;
    const applying = async () => done(await test.client.imports.apply({ stage }));
    expect(await codeOf(applying())).toBe('personNotChosen');
  });

  it('closes while files are staged', async () => {
    const { client, register } = await openTestRegister();
    await read(client, listOf(2));
    await register.close();
  });
});
