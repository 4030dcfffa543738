/**
 * "No name or number of a pupil in any file except those the user saved": a real program works with a register, its home, settings, temporary folder, backups and stick in one place
 * that is searched byte by byte, while it runs (files that are open and already unlinked as well) and after a SIGKILL in the middle of its work.
 */
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { makeTestFolder } from '../core/open-test-register.ts';
import { type RunningHost, startHost } from '../e2e/program.ts';
import { buildSoMay, openDesk, roster } from './so-may.ts';

beforeAll(() => buildSoMay({ withScreens: true }), 120_000);

/** Of pupils, their family, a draft and what was searched for. Those of the class list are in the file that the user gave. */
const WORDS = [
  'Tòng Thị Xuyến',
  '034215000123',
  'Tòng Văn Phanh',
  '0912999888',
  'Giàng A Dế',
  'Khà Thị Nhính',
  'Vàng Thị Uyên',
  '1715870222',
];

/** As a program may write them: composed, decomposed, without marks (the index of the search), in UTF-16, in an address, in JSON. */
function spellings(word: string): Buffer[] {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').toLowerCase();
  const texts = [word, word.normalize('NFD'), bare, word.toUpperCase(), encodeURIComponent(word)];
  const escaped = JSON.stringify(word)
    .slice(1, -1)
    .replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [...texts, escaped].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
}
const NEEDLES = WORDS.map((word) => ({ word, all: spellings(word) }));

/** `file: word` for every file below a folder in which one stands. */
function findWords(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => findIn(path.join(entry.parentPath, entry.name)));
}

function findIn(file: string): string[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    // Gone while the program goes on working.
    return [];
  }
  return NEEDLES.filter(({ all }) => all.some((needle) => bytes.includes(needle))).map(
    ({ word }) => `${file}: ${word}`,
  );
}

/** Files that a process has open, those without a name any more too. */
function findInOpenFiles(pid: number): string[] {
  if (process.platform !== 'linux') return [];
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    try {
      return readlinkSync(file).startsWith('/') && !readlinkSync(file).startsWith('/dev/') ? findIn(file) : [];
    } catch {
      return [];
    }
  });
}

async function openCalls({ url }: RunningHost): Promise<(procedure: string, input: unknown) => Promise<unknown>> {
  const answer = await fetch(url, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { origin } = new URL(url);
  return async (procedure, input) => {
    const answered = await fetch(`${origin}/rpc/${procedure}`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ json: input }),
    });
    return ((await answered.json()) as { json: unknown }).json;
  };
}

it('no name and no number of a pupil lies in any file that the user did not save, while the program runs and after a kill', async () => {
  const home = makeTestFolder();
  const outside = makeTestFolder();
  const folder = (name: string): string => {
    const made = path.join(home, name);
    mkdirSync(made);
    return made;
  };
  const passphraseFile = path.join(outside, 'passphrase.txt');
  writeFileSync(passphraseFile, 'trâu ngồi đếm sao\n', { mode: 0o600 });
  for (const [name, value] of Object.entries({
    HOME: home,
    TMPDIR: folder('tmp'),
    XDG_CONFIG_HOME: folder('config'),
    XDG_DATA_HOME: folder('share'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_RUNTIME_DIR: folder('run'),
    SO_MAY_CONFIG_DIR: folder('settings'),
    SO_MAY_BACKUP_DIR: folder('backups'),
    SO_MAY_PASSPHRASE_FILE: passphraseFile,
  }))
    vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const desk = openDesk(folder('register'));
  const school = ['--code', '17150501', '--name', 'Trường', '--school-year', '2026-2027', '--person', 'Hà Thị Loan'];
  await desk.get('init', ...school, '--passphrase-file', passphraseFile);
  await desk.get('import', roster);
  expect((await desk.list('students')).length).toBe(59);

  const host = await startHost(desk.dataDir);
  onTestFinished(() => void host.process.kill('SIGKILL'));
  const call = await openCalls(host);
  const { accounts } = (await call('vault/status', undefined)) as { accounts: { person: string }[] };
  await call('vault/unlock', { person: accounts[0]?.person, passphrase: 'trâu ngồi đếm sao' });
  const saved = await call('students/save', {
    fullName: 'Tòng Thị Xuyến',
    personalId: '034215000123',
    guardian: { name: 'Tòng Văn Phanh', relation: 'father', phone: '0912999888' },
  });
  expect(saved).toMatchObject({ command: expect.any(String) });
  await call('drafts/save', { key: 'student.new', label: 'Giàng A Dế', values: { fullName: 'Giàng A Dế' } });
  await call('search/find', { text: 'Khà Thị Nhính' });
  await call('students/list', { text: 'Khà Thị Nhính' });
  // What is refused is told, and logged, without what was typed.
  await call('students/save', { fullName: 'Tòng Thị Xuyến', birthDate: '034215000123', classId: { 'Giàng A Dế': 1 } });
  await call('no/such', { text: 'Giàng A Dế' });
  await call('journal/verify', undefined);
  await desk.get('backup');
  await desk.get('package', 'write', '--to', folder('USB'));

  // The search itself finds what there is to find.
  const planted = path.join(home, 'tmp', 'planted');
  for (const spelling of spellings('Tòng Thị Xuyến')) {
    writeFileSync(planted, Buffer.concat([Buffer.alloc(5000, 7), spelling]));
    expect(findWords(home)).toEqual([`${planted}: Tòng Thị Xuyến`]);
  }
  rmSync(planted);

  expect(readdirSync(desk.dataDir)).toEqual(expect.arrayContaining(['so-may.sqlite', 'so-may.sqlite-wal']));
  expect(findWords(home)).toEqual([]);
  expect(findInOpenFiles(host.process.pid!)).toEqual([]);

  // Ended in the middle of its work.
  const saving = Array.from({ length: 40 }, (_, at) =>
    call('students/save', {
      fullName: `Tòng Thị Xuyến ${'IVXLC'.charAt(at % 5)}`,
      birthDate: `2015-04-${10 + (at % 20)}`,
    }),
  );
  expect(await Promise.race(saving)).toMatchObject({ command: expect.any(String) });
  const ended = new Promise((resolve) => host.process.once('close', resolve));
  host.process.kill('SIGKILL');
  await ended;
  await Promise.allSettled(saving);
  expect(findWords(home)).toEqual([]);
  expect((await desk.list('students')).length).toBeGreaterThan(60);
  expect(findWords(home)).toEqual([]);
}, 180_000);
