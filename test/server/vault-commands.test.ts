/** The command line with a passphrase: `init --passphrase-file`, `unlock --check`, `recover`, `account …`, and every other command behind it. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { makeTestFolder, openTestRegister } from '../core/open-test-register.ts';
import { enrol, exchange, openOffice, openSchool } from '../core/sync/sides.ts';
import { bundle, startHost } from '../e2e/program.ts';
import { buildSoMay, type Desk, openDesk, roster } from './so-may.ts';

beforeAll(() => buildSoMay({ withScreens: true }), 120_000);

const LOAN = 'trâu ngồi đếm sao';
const SEN = 'suối chảy qua bản';
const init = ['init', '--code', '17150501', '--name', 'Trường TH&THCS Chiềng Châu', '--school-year', '2026-2027'];

interface ProtectedDesk extends Desk {
  code: string;
  /** A file with this text in its first line. */
  file(text: string): string;
  /** The next commands are given this passphrase; undefined: none. */
  give(text: string | undefined): void;
}

async function openProtectedDesk(): Promise<ProtectedDesk> {
  const desk = openDesk();
  const files = makeTestFolder();
  let made = 0;
  const file = (text: string): string => {
    const name = path.join(files, `p${(made += 1)}.txt`);
    writeFileSync(name, `${text}\n`, { mode: 0o600 });
    return name;
  };
  const give = (text: string | undefined): void => {
    if (text === undefined) vi.unstubAllEnvs();
    else vi.stubEnv('SO_MAY_PASSPHRASE_FILE', file(text));
  };
  onTestFinished(() => void vi.unstubAllEnvs());
  const { code } = await desk.get(...init, '--person', 'Hà Thị Loan', '--passphrase-file', file(LOAN));
  return { ...desk, code: String(code), file, give };
}

it('`init` without a passphrase names the key file of this PC, outside of the data folder', async () => {
  const desk = openDesk();
  const { deviceKeyFile, code } = await desk.get(...init);
  expect(code).toBeNull();
  expect(existsSync(String(deviceKeyFile))).toBe(true);
  expect(path.relative(desk.dataDir, String(deviceKeyFile))).toMatch(/^\.\./);
  const said = await openDesk().run(...init);
  expect(said.stdout).toContain('so-may account passphrase');
});

it('`init --passphrase-file` prints the code once; every other command needs the passphrase', async () => {
  const desk = await openProtectedDesk();
  expect(desk.code).toMatch(/^\d{24}$/);
  expect(await desk.problem('students')).toMatchObject({ problem: 'registerLocked' });
  desk.give('trâu đứng đếm sao');
  expect(await desk.problem('students')).toMatchObject({ problem: 'wrongPassphrase' });
  desk.give(LOAN);
  await desk.get('import', roster);
  expect((await desk.list('students')).length).toBeGreaterThan(10);
  expect(readFileSync(path.join(desk.dataDir, 'keys.json'), 'utf8')).not.toContain(desk.code);
}, 60_000);

it('`init` refuses a weak passphrase, and leaves no register behind', async () => {
  const desk = openDesk();
  const weak = path.join(makeTestFolder(), 'weak.txt');
  writeFileSync(weak, 'matkhau123\n');
  expect(await desk.problem(...init, '--passphrase-file', weak)).toMatchObject({ problem: 'passphraseTooWeak' });
  expect(await desk.problem('students')).toMatchObject({ problem: 'registerNotSetUp' });
  expect(await desk.problem(...init, '--passphrase-file', `${weak}.none`)).toMatchObject({
    problem: 'passphraseFileMissing',
  });
  await desk.get(...init);
});

it('`unlock --check` says by what the register opens, and ends with 1 when it does not', async () => {
  const desk = await openProtectedDesk();
  expect(await desk.problem('unlock', '--check')).toMatchObject({ problem: 'registerLocked' });
  desk.give(LOAN);
  expect(await desk.get('unlock', '--check')).toMatchObject({
    isLocked: false,
    opensByDevice: false,
    accounts: [{ name: 'Hà Thị Loan' }],
  });
  expect((await desk.run('unlock', '--check')).stdout).toContain('Sổ mở được; người ngồi máy: Hà Thị Loan.');
  const plain = openDesk();
  await plain.get(...init);
  expect(await plain.get('unlock', '--check')).toMatchObject({ opensByDevice: true, accounts: [], code: null });
}, 60_000);

it('`recover` resets a passphrase with the code and prints another code; a stolen folder opens by nothing else', async () => {
  const desk = await openProtectedDesk();
  const stolen = openDesk(path.join(makeTestFolder(), 'stolen'));
  mkdirSync(stolen.dataDir);
  cpSync(desk.dataDir, stolen.dataDir, { recursive: true });
  expect(await stolen.problem('students')).toMatchObject({ problem: 'registerLocked' });
  expect(await stolen.problem('recover', '--code', '1'.repeat(24), '--passphrase-file', desk.file(SEN))).toMatchObject({
    problem: 'wrongCode',
  });
  // In a file no other user of the machine reads it in the list of processes.
  const recovered = await stolen.get(
    'recover',
    '--code-file',
    desk.file(desk.code),
    '--passphrase-file',
    desk.file(SEN),
  );
  expect(recovered).toMatchObject({ name: 'Hà Thị Loan' });
  expect(recovered['code']).not.toBe(desk.code);
  desk.give(SEN);
  expect(await stolen.get('unlock', '--check')).toMatchObject({ isLocked: false });
  expect(await stolen.problem('recover', '--code', desk.code, '--passphrase-file', desk.file(LOAN))).toMatchObject({
    problem: 'wrongCode',
  });
}, 60_000);

it('`account add`, `list`, `passphrase`, `remove`: who may open the register', async () => {
  const desk = await openProtectedDesk();
  desk.give(LOAN);
  expect(await desk.problem('account', 'add', 'Lò Thị Sen', '--passphrase-file', desk.file(SEN))).toMatchObject({
    problem: 'personNotFound',
  });
  expect(await desk.list('account', 'list')).toMatchObject([{ name: 'Hà Thị Loan', hasPassphrase: true }]);
  const changed = 'bốn con ngựa đỏ';
  await desk.get('account', 'passphrase', '--passphrase-file', desk.file(changed));
  expect(await desk.problem('account', 'list')).toMatchObject({ problem: 'wrongPassphrase' });
  desk.give(changed);
  expect(await desk.problem('account', 'remove', 'Hà Thị Loan')).toMatchObject({ problem: 'lastAccount' });
  expect(await desk.problem('account', 'remove', 'Lò Thị Sen')).toMatchObject({ problem: 'personNotFound' });
}, 60_000);

it('`account passphrase` protects a register that this PC opened by itself', async () => {
  const desk = openDesk();
  const { deviceKeyFile } = await desk.get(...init);
  const file = path.join(makeTestFolder(), 'first.txt');
  writeFileSync(file, LOAN);
  const { code } = await desk.get('account', 'passphrase', '--passphrase-file', file);
  expect(code).toMatch(/^\d{24}$/);
  expect(existsSync(String(deviceKeyFile))).toBe(false);
  expect(await desk.problem('account', 'list')).toMatchObject({ problem: 'registerLocked' });
}, 60_000);

it('asks at a terminal, without showing what is typed', async () => {
  const desk = await openProtectedDesk();
  const run = `${process.execPath} ${bundle} unlock --check --data ${desk.dataDir} --lang en`;
  const terminal = spawn('script', ['-qec', run, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let shown = '';
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    if (shown.endsWith('Passphrase: ')) terminal.stdin.write(`${LOAN}x\u007F\r`);
  });
  const status = await new Promise((resolve) => terminal.once('close', resolve));
  expect(shown).toContain('The register opens; at the keyboard: Hà Thị Loan.');
  expect(shown).not.toContain('trâu');
  expect(status).toBe(0);
}, 30_000);

it('the browser host starts locked, and ends with 0 when it is stopped while locked', async () => {
  const desk = await openProtectedDesk();
  const host = await startHost(desk.dataDir);
  const answer = await fetch(host.url, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { origin } = new URL(host.url);
  const call = (procedure: string, input: unknown) =>
    fetch(`${origin}/rpc/${procedure}`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ json: input }),
    });
  expect((await call('students/list', {})).status).toBe(422);
  // Parts that watch by themselves are asked for while nothing can be read.
  expect((await call('sync/status', {})).status).toBe(422);
  expect(await (await call('vault/status', undefined)).json()).toMatchObject({ json: { isLocked: true } });
  expect(await host.stop()).toBe(0);
}, 30_000);

it('`account rescue`: the office lets a school in again that had allowed it, with a new passphrase and a new code', async () => {
  const desk = openDesk();
  const office = await openOffice('UBND xã Mai Châu', { dataDir: desk.dataDir });
  const school = await openSchool();
  await enrol(office, school);
  await exchange(school, office);
  await school.client.vault.protect({ newPassphrase: LOAN });
  await school.client.vault.saveOffice({ passphrase: LOAN, isOn: true });
  await Promise.all([school.register.close(), office.register.close()]);
  const { dataDir: folder } = school.register.options;
  const file = path.join(makeTestFolder(), 'new.txt');
  writeFileSync(file, `${SEN}\n`, { mode: 0o600 });
  expect(await desk.problem('account', 'rescue', desk.dataDir, '--passphrase-file', file)).toMatchObject({
    problem: 'accountMissing',
  });
  const rescued = await desk.get('account', 'rescue', folder, '--passphrase-file', file);
  expect(rescued).toMatchObject({ name: 'Hà Thị Loan', code: expect.stringMatching(/^\d{24}$/) });
  const at = openDesk(folder);
  expect(await at.problem('unlock', '--check')).toMatchObject({ problem: 'registerLocked' });
  vi.stubEnv('SO_MAY_PASSPHRASE_FILE', file);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await at.get('unlock', '--check')).toMatchObject({ isLocked: false });
}, 60_000);

/** A school with a principal and an auditor, each with a passphrase, and a clerk without one. */
async function openStaffedDesk(): Promise<Desk & { give: (text: string) => void }> {
  const { register, session, client } = await openTestRegister();
  const principal = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
  const auditor = await client.people.save({ name: 'Quàng Thị Hiền', role: 'auditor' });
  register.seat(session, principal.id);
  await client.vault.protect({ newPassphrase: LOAN });
  await client.vault.saveAccount({ passphrase: LOAN, person: auditor.id, newPassphrase: SEN });
  await register.close();
  const files = makeTestFolder();
  onTestFinished(() => void vi.unstubAllEnvs());
  const give = (text: string): void => {
    const name = path.join(files, 'given.txt');
    writeFileSync(name, `${text}\n`, { mode: 0o600 });
    vi.stubEnv('SO_MAY_PASSPHRASE_FILE', name);
  };
  return { ...openDesk(register.options.dataDir), give };
}

it('an auditor reads by the command line and writes nothing, under whatever name', async () => {
  const desk = await openStaffedDesk();
  desk.give(SEN);
  expect(await desk.list('students')).toEqual([]);
  expect(await desk.get('unlock', '--check')).toMatchObject({ isLocked: false });
  expect(await desk.problem('import', roster)).toMatchObject({ problem: 'notPermitted' });
  expect(await desk.problem('backup', '--to', makeTestFolder())).toMatchObject({ problem: 'notPermitted' });
  // The clerk has no passphrase of her own, the principal has another one.
  expect(await desk.problem('import', roster, '--actor', 'Hà Thị Loan')).toMatchObject({
    problem: 'actorNotProven',
    details: { name: 'Hà Thị Loan', owner: 'Quàng Thị Hiền' },
  });
  expect(await desk.problem('import', roster, '--actor', 'Lò Văn Thuận')).toMatchObject({ problem: 'wrongPassphrase' });
  expect(await desk.problem('students', '--actor', 'Ai Đó')).toMatchObject({ problem: 'personNotFound' });
  expect(await desk.list('students', '--actor', 'Quàng Thị Hiền')).toEqual([]);
}, 60_000);

it('who opens the register by a passphrase stands in what the command writes', async () => {
  const desk = await openStaffedDesk();
  desk.give(LOAN);
  expect(await desk.problem('import', roster, '--actor', 'Hà Thị Loan')).toMatchObject({ problem: 'actorNotProven' });
  expect(await desk.problem('audit', '--actor', 'Quàng Thị Hiền')).toMatchObject({ problem: 'wrongPassphrase' });
  await desk.get('import', roster);
  expect((await desk.run('audit', '--kind', 'change')).stdout).toContain('Lò Văn Thuận');
}, 60_000);

it('says what is missing where a register without a passphrase was copied away from the key file of its computer', async () => {
  const desk = openDesk();
  await desk.get(...init);
  vi.stubEnv('SO_MAY_CONFIG_DIR', makeTestFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await desk.problem('students')).toMatchObject({ problem: 'deviceKeyLost' });
  vi.stubEnv('SO_MAY_PASSPHRASE_FILE', path.join(makeTestFolder(), 'none.txt'));
  expect(await desk.problem('students')).toMatchObject({ problem: 'deviceKeyLost' });
  vi.unstubAllEnvs();
  expect(await desk.list('students')).toEqual([]);
}, 30_000);
