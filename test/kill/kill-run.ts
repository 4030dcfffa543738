/**
 * Kills a working register (SIGKILL) at random moments, two of three of them soon after an import or a handover began, and looks at what is left: every answered command is there, no
 * command is there in part, and `verify` finds nothing. `npm run kill -- --kills 200 --seed 2` is the long run.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setUpInput } from '../../shared/contract/register.ts';
import { openRegister, type Register } from '../../core/register.ts';
import { verifyRegister } from '../../core/services/verify-register.ts';
import { setUpRegister } from '../../core/services/set-up-register.ts';
import { seededRandom, type SeededRandom } from '../seeded-random.ts';

/** `reading`: the file of an import, before anything is written. */
type Work = 'reading' | 'import' | 'device' | 'handover' | 'cancel';

/** What the child prints. */
export type ChildLine = { begun: Work } | { answered: Work | 'ready'; command: string | null };

export interface KillReport {
  kills: number;
  /** Commands that were answered before a kill. */
  answered: number;
  /** What was begun and not yet answered at each kill. */
  during: Record<Work | 'nothing', number>;
  lost: string[];
  half: string[];
  unsound: string[];
}

const CHILD = new URL('kill-child.ts', import.meta.url);
/** The longest that a child works before it is killed, in milliseconds: after it was ready, or after the work aimed at began. */
const LONGEST_LIFE_MS = { ready: 700, import: 40, handover: 4 };
/** Aimed at in turn. */
const AIMS = ['import', 'handover', 'ready'] as const;

/** Runs `kills` kills on one register; the seed decides the work and the moments. */
export async function killRepeatedly(kills: number, seed: number): Promise<KillReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-may-kill-'));
  const random = seededRandom(seed);
  const during = { reading: 0, import: 0, device: 0, handover: 0, cancel: 0, nothing: 0 };
  const report: KillReport = { kills: 0, answered: 0, during, lost: [], half: [], unsound: [] };
  try {
    await setUpFolder(folder);
    for (; report.kills < kills; report.kills += 1) {
      const lines = await workAndKill(folder, random, AIMS[report.kills % AIMS.length] ?? 'ready');
      const answered = lines.flatMap((line) => ('answered' in line && line.command !== null ? [line.command] : []));
      const last = lines.at(-1);
      during[last && 'begun' in last ? last.begun : 'nothing'] += 1;
      report.answered += answered.length;
      await inspectRegister(folder, answered, report);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return report;
}

async function open(folder: string): Promise<Register> {
  return openRegister({
    dataDir: folder,
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../core/jobs/import-worker.ts', import.meta.url),
  });
}

/** Makes the register of a school in a folder, as it lies there at rest. */
export async function setUpFolder(folder: string): Promise<void> {
  const register = await open(folder);
  const school = { code: '17150501', name: 'Trường TH&THCS Chiềng Châu', schoolYear: '2026-2027' };
  await setUpRegister(register, setUpInput.parse({ role: 'school', school, personName: 'Hà Thị Loan' }));
  await register.close();
}

/** What a child printed before it was killed, a random time after it began what is aimed at. */
function workAndKill(folder: string, random: SeededRandom, aim: (typeof AIMS)[number]): Promise<ChildLine[]> {
  const seed = random.integer(2 ** 31);
  const lifeMs = random.integer(LONGEST_LIFE_MS[aim]);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(CHILD), folder, String(seed)], {
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
  const during = Object.entries(report.during).map(([work, kills]) => `${work} ${kills}`);
  console.log(
    `seed ${values.seed}: ${report.kills} kills (during ${during.join(', ')}), ${report.answered} answered commands, ${report.lost.length} lost, ${report.half.length} half, ${report.unsound.length} faults`,
  );
  for (const line of [...report.lost, ...report.half, ...report.unsound]) console.log(line);
  process.exitCode = report.lost.length + report.half.length + report.unsound.length === 0 ? 0 : 1;
}
