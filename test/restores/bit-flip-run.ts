/**
 * Flips a bit in every page of a small register, one page after the other: either nothing notices, for no table has anything there, or the damage is
 * noticed, and backup, packages and the journal that is left give back every pupil. `npm run bit-flips -- --seed 1 --most 1000`.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { checkPages } from '../../core/backup/check-register.ts';
import { findDamageReport, openOrSetAside } from '../../core/backup/set-damaged-aside.ts';
import { openRegister, type Register } from '../../core/register.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { isProblem } from '../../shared/problems.ts';
import { verifyRegister } from '../../core/services/verify-register.ts';
import { seededRandom, type SeededRandom } from '../seeded-random.ts';
import { backUpInto, listPupils, optionsOf, type Recovery, recover, setUp } from './registers.ts';

export interface FlipReport {
  pages: number;
  flips: number;
  /** By what noticed it. */
  noticed: { opening: number; check: number; nothing: number };
  lost: string[];
  unexplained: string[];
}

const PAGE_BYTES = 4096;

/** At most `most` pages, spread over the file. */
export async function flipEveryPage(most: number, seed: number): Promise<FlipReport> {
  const random = seededRandom(seed);
  const folder = mkdtempSync(path.join(tmpdir(), 'so-may-flips-'));
  const before = process.env['SO_MAY_CONFIG_DIR'];
  process.env['SO_MAY_CONFIG_DIR'] = path.join(folder, 'config');
  const noticed = { opening: 0, check: 0, nothing: 0 };
  const report: FlipReport = { pages: 0, flips: 0, noticed, lost: [], unexplained: [] };
  try {
    const { pupils, recovery } = await makeOriginal(folder);
    report.pages = readFileSync(path.join(folder, 'original', 'so-may.sqlite')).length / PAGE_BYTES;
    const every = Math.max(1, Math.ceil(report.pages / most));
    for (let page = 1 + random.integer(every); page <= report.pages; page += every)
      await flip({ folder, page, random, pupils, recovery, report });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (before === undefined) delete process.env['SO_MAY_CONFIG_DIR'];
    else process.env['SO_MAY_CONFIG_DIR'] = before;
  }
  return report;
}

/** A register at rest, with a backup of half of it; the rest lies in its packages. */
async function makeOriginal(folder: string): Promise<{ pupils: string[]; recovery: Recovery }> {
  const register = await openRegister(optionsOf(path.join(folder, 'data')));
  const client = await setUp(register);
  const save = (at: number) =>
    client.students.save({ fullName: `Lò Văn ${at}`, birthDate: '2015-04-03', gender: 'male' });
  for (let at = 0; at < 20; at += 1) await save(at);
  const { folder: backup } = await backUpInto(register, path.join(folder, 'backups'));
  for (let at = 20; at < 40; at += 1) await save(at);
  // As a host does every few minutes and when it closes.
  await register.part(Exchange).pack();
  const pupils = await listPupils(register);
  const { dataKey, databaseKey } = register;
  const { replica: presentReplica } = await register.getInstallation();
  await register.close();
  cpSync(path.join(folder, 'data'), path.join(folder, 'original'), { recursive: true });
  cpSync(path.join(folder, 'config'), path.join(folder, 'original-config'), { recursive: true });
  return { pupils, recovery: { backup, dataKey, databaseKey, presentReplica } };
}

interface Flip {
  folder: string;
  page: number;
  random: SeededRandom;
  pupils: readonly string[];
  recovery: Recovery;
  report: FlipReport;
}

async function flip({ folder, page, random, pupils, recovery, report }: Flip): Promise<void> {
  // In its own place and with its own mark: anywhere else it would go on as a copy, and write that down.
  const dataDir = path.join(folder, 'data');
  for (const [from, to] of [
    ['original', 'data'],
    ['original-config', 'config'],
  ] as const) {
    rmSync(path.join(folder, to), { recursive: true, force: true });
    cpSync(path.join(folder, from), path.join(folder, to), { recursive: true });
  }
  const file = path.join(dataDir, 'so-may.sqlite');
  const bytes = readFileSync(file);
  const at = (page - 1) * PAGE_BYTES + random.integer(PAGE_BYTES);
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.integer(8)), at);
  writeFileSync(file, bytes);
  report.flips += 1;
  const where = `page ${page}, byte ${at % PAGE_BYTES}`;
  let register: Register | undefined;
  try {
    register = await openOrSetAside(optionsOf(dataDir));
    const damage = findDamageReport(dataDir);
    if (damage) {
      report.noticed.opening += 1;
      if (!readFileSync(path.join(damage.folder, 'so-may.sqlite')).equals(bytes))
        report.unexplained.push(`${where}: what was set aside was changed`);
      await recover(register, recovery);
    } else if (checkPages({ file, key: register.databaseKey }).length > 0) {
      report.noticed.check += 1;
      await register.setAside('damaged');
      await recover(register, recovery);
    } else {
      report.noticed.nothing += 1;
    }
    const after = await listPupils(register);
    for (const pupil of pupils) if (!after.includes(pupil)) report.lost.push(`${where}: ${pupil}`);
    const { isSound, faults } = await verifyRegister(register);
    if (!isSound) report.unexplained.push(`${where}: ${JSON.stringify(faults[0])}`);
  } catch (error) {
    report.unexplained.push(`${where}: ${isProblem(error) ? error.code : String(error)}`);
  } finally {
    await register?.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      most: { type: 'string', default: '10000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  const report = await flipEveryPage(Number(values.most), Number(values.seed));
  const { opening, check, nothing } = report.noticed;
  console.log(
    `seed ${values.seed}: ${report.flips} of ${report.pages} pages, noticed at the opening ${opening}, by the check ${check}, by nothing ${nothing}; ${report.lost.length} lost, ${report.unexplained.length} unexplained`,
  );
  for (const line of [...report.lost, ...report.unexplained].slice(0, 20)) console.log(line);
  process.exitCode = report.lost.length + report.unexplained.length === 0 ? 0 : 1;
}
