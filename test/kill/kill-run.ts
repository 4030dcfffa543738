/**
 * Kills a working register (SIGKILL) at random moments, most of them soon after a certain work began, and looks at what is left: every answered command is
 * there, no command is there in part, every backup is sound, and `verify` finds nothing. `npm run kill -- --kills 2000 --seed 2` is the long run.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setUpInput } from '../../shared/contract/register.ts';
import { BackupKeeper } from '../../core/backup/backup-keeper.ts';
import { MANIFEST_FILE } from '../../core/backup/manifest.ts';
import { checkBackup } from '../../core/backup/stage-backup.ts';
import { PARTIAL } from '../../core/host/write-file-safely.ts';
import { openRegister, type Register } from '../../core/register.ts';
import { verifyRegister } from '../../core/services/verify-register.ts';
import { setUpRegister } from '../../core/services/set-up-register.ts';
import { seededRandom, type SeededRandom } from '../seeded-random.ts';

/** What the child prints; `begun`: a work or a part of it (works.ts). */
export type ChildLine = { begun: string } | { answered: string; commands: string[] };

export interface KillReport {
  kills: number;
  /** Commands that were answered before a kill. */
  answered: number;
  /** What was begun and not yet answered at each kill. */
  during: Record<string, number>;
  /** Backups that were opened and checked after a kill. */
  backups: number;
  lost: string[];
  half: string[];
  unsound: string[];
}

const CHILD = new URL('kill-child.ts', import.meta.url);
/** What is aimed at in turn, and the longest that the child lives after it began, in milliseconds. */
const AIMS: [aim: string, longestMs: number][] = [
  ['import', 40],
  ['handover', 4],
  ['ready', 700],
  ['backup', 1500],
  ['restore', 1500],
  ['erase', 15],
  ['pack', 25],
  ['attach', 10],
  ['undo', 5],
];
/** A register that has become large takes long to look through. */
const KILLS_PER_REGISTER = 90;

/** Runs `kills` kills on one register after another; the seed decides the work and the moments. */
export async function killRepeatedly(kills: number, seed: number): Promise<KillReport> {
  const random = seededRandom(seed);
  const report: KillReport = { kills: 0, answered: 0, during: {}, backups: 0, lost: [], half: [], unsound: [] };
  while (report.kills < kills) {
    const folder = mkdtempSync(path.join(tmpdir(), 'so-may-kill-'));
    const backups = path.join(folder, 'backups');
    const register = path.join(folder, 'register');
    const before = process.env['SO_MAY_BACKUP_DIR'];
    process.env['SO_MAY_BACKUP_DIR'] = backups;
    try {
      await setUpFolder(register, { withBackup: true });
      const most = Math.min(kills, report.kills + KILLS_PER_REGISTER);
      const answered = new Set<string>();
      for (; report.kills < most; report.kills += 1) {
        const lines = await workAndKill(register, random, AIMS[report.kills % AIMS.length]!);
        for (const line of lines) if ('answered' in line) for (const command of line.commands) answered.add(command);
        const last = lines.at(-1);
        const during = last && 'begun' in last ? last.begun : 'nothing';
        report.during[during] = (report.during[during] ?? 0) + 1;
        await inspectRegister(register, [...answered], report);
        await inspectBackups(register, backups, report);
      }
      report.answered += answered.size;
    } finally {
      if (before === undefined) delete process.env['SO_MAY_BACKUP_DIR'];
      else process.env['SO_MAY_BACKUP_DIR'] = before;
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return report;
}

/** The two newest backups are what their manifests say; what was ended half way does not count as one. */
async function inspectBackups(folder: string, place: string, report: KillReport): Promise<void> {
  const found = existsSync(place)
    ? readdirSync(place, { recursive: true, encoding: 'utf8' })
        .filter((file) => path.basename(file) === MANIFEST_FILE && !file.includes(PARTIAL))
        .map((file) => path.dirname(file))
    : [];
  if (found.length === 0) return;
  const register = await open(folder);
  try {
    for (const name of found.sort().slice(-2)) {
      report.backups += 1;
      await checkBackup({ backup: path.join(place, name), key: register.databaseKey }, () => undefined).catch(
        (error: unknown) => report.unsound.push(`backup ${name}: ${String(error)}`),
      );
    }
  } finally {
    await register.close();
  }
}

async function open(folder: string): Promise<Register> {
  return openRegister({
    dataDir: folder,
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../core/jobs/import-worker.ts', import.meta.url),
  });
}

/** Makes the register of a school in a folder, as it lies there at rest. */
export async function setUpFolder(folder: string, { withBackup = false } = {}): Promise<void> {
  const register = await open(folder);
  const school = { code: '17150501', name: 'Trường TH&THCS Chiềng Châu', schoolYear: '2026-2027' };
  await setUpRegister(register, setUpInput.parse({ role: 'school', school, personName: 'Hà Thị Loan' }));
  if (withBackup) await register.part(BackupKeeper).make({ reason: 'person' });
  await register.close();
}

/** What a child printed before it was killed, a random time after it began what is aimed at. */
function workAndKill(
  folder: string,
  random: SeededRandom,
  [aim, longestMs]: (typeof AIMS)[number],
): Promise<ChildLine[]> {
  const seed = random.integer(2 ** 31);
  const lifeMs = random.integer(longestMs);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(CHILD), folder, String(seed), aim], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: ChildLine[] = [];
    let errors = '';
    // A line that the kill cut short was never answered.
    let rest = '';
    let isAimed = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const whole = (rest + text).split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole) lines.push(JSON.parse(line) as ChildLine);
      if (isAimed || !lines.some((line) => ('begun' in line ? line.begun : line.answered) === aim)) return;
      isAimed = true;
      if (lifeMs === 0) child.kill('SIGKILL');
      else setTimeout(() => child.kill('SIGKILL'), lifeMs);
    });
    child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(lines);
      else reject(new Error(`the child ended by itself (seed ${seed}): ${errors}`));
    });
  });
}

/** Opens the register that was left, looks for every answered command, for half ones and for what `verify` finds. */
export async function inspectRegister(
  folder: string,
  answered: readonly string[],
  report: Pick<KillReport, 'lost' | 'half' | 'unsound'>,
): Promise<void> {
  const register = await open(folder);
  try {
    const verified = await verifyRegister(register);
    for (const fault of verified.faults) report.unsound.push(JSON.stringify(fault));

    const db = register.reader;
    for (const command of answered) {
      const row = await db.selectFrom('changes').select('seq').where('command', '=', command).executeTakeFirst();
      if (!row) report.lost.push(command);
    }
    // A receipt without its movement, or an import with fewer pupils than it counted, would be half a command.
    const receipts = await db
      .selectFrom('receipts')
      .leftJoin('movements', 'movements.receipt', 'receipts.id')
      .select(['receipts.id', 'movements.id as movement'])
      .execute();
    for (const receipt of receipts) if (receipt.movement === null) report.half.push(`receipt ${receipt.id}`);
    const imports = await db
      .selectFrom('changes')
      .select(['command', 'fields'])
      .where('recordTable', '=', 'events')
      .execute();
    for (const { command, fields } of imports) {
      const { kind, details } = JSON.parse(fields) as { kind: string; details: string };
      if (kind !== 'import') continue;
      const counted = (JSON.parse(details) as { counts: { new: number } }).counts.new;
      const created = await db
        .selectFrom('changes')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('command', '=', command)
        .where('recordTable', '=', 'students')
        .where('base', '=', '')
        .executeTakeFirstOrThrow();
      if (created.count !== counted) report.half.push(`import ${command}: ${created.count} of ${counted} pupils`);
    }
  } finally {
    await register.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  const report = await killRepeatedly(Number(values.kills), Number(values.seed));
  const during = Object.entries(report.during)
    .sort(([, one], [, other]) => other - one)
    .map(([work, kills]) => `${work} ${kills}`);
  console.log(
    `seed ${values.seed}: ${report.kills} kills (during ${during.join(', ')}), ${report.answered} answered commands, ${report.backups} backups checked, ${report.lost.length} lost, ${report.half.length} half, ${report.unsound.length} faults`,
  );
  for (const line of [...report.lost, ...report.half, ...report.unsound]) console.log(line);
  process.exitCode = report.lost.length + report.half.length + report.unsound.length === 0 ? 0 : 1;
}
