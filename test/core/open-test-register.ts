/** A real register in a temporary folder, set up by the services, with a fixed clock; removed after the test. */
import { fileURLToPath } from 'node:url';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { setUpInput } from '../../shared/contract/register.ts';
import { giveKey } from '../../core/database/sqlite/open-database.ts';
import type { PageCipher } from '../../core/database/sqlite/choose-page-cipher.ts';
import { openRegister, type Register, type RegisterOptions, type Session } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { setUpRegister } from '../../core/services/set-up-register.ts';

/** Noon of an early September day, when class lists are made. */
export const TEST_NOW = new Date('2026-09-05T05:00:00.000Z');

const SCHOOL: z.input<typeof setUpInput> = {
  role: 'school',
  school: {
    code: '17150501',
    name: 'Trường TH&THCS Chiềng Châu',
    level: 'primary_lower_secondary',
    schoolYear: '2026-2027',
    province: 'Phú Thọ',
    commune: 'Mai Châu',
    principalName: 'Lò Văn Thuận',
    principalTitle: 'HIỆU TRƯỞNG',
    officeLevel: 'commune',
    officeName: 'UBND xã Mai Châu',
  },
  sites: [{ name: 'Điểm trường chính', isMain: true }],
  personName: 'Hà Thị Loan',
  personRole: 'clerk',
};
const OFFICE: z.input<typeof setUpInput> = {
  role: 'office',
  office: { code: 'UB17', name: 'UBND xã Mai Châu', level: 'commune', province: 'Phú Thọ', commune: 'Mai Châu' },
  personName: 'Khà Văn Tình',
};

export interface TestRegister {
  register: Register;
  session: Session;
  /** Every procedure of the contract, called in this process. */
  client: RouterClient<typeof router>;
}

/** A folder that is removed after the test. */
export function makeTestFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-may-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open register of a made-up school; `options` may bring another clock or folder. */
export function openTestRegister(options: Partial<RegisterOptions> = {}): Promise<TestRegister> {
  return openSetUp(SCHOOL, options);
}

/** An open register of a made-up office that holds nothing but its own. */
export function openTestOffice(): Promise<TestRegister> {
  return openSetUp(OFFICE, {});
}

async function openSetUp(set: z.input<typeof setUpInput>, options: Partial<RegisterOptions>): Promise<TestRegister> {
  const register = await openRegister({
    dataDir: makeTestFolder(),
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../core/jobs/import-worker.ts', import.meta.url),
    clock: () => TEST_NOW,
    ...options,
  });
  onTestFinished(() => register.close());
  const input = setUpInput.parse(set);
  const session: Session = { personId: null };
  register.seat(session, await setUpRegister(register, input));
  return { register, session, client: createRouterClient(router, { context: { register, session } }) };
}

/** A bare connection to a register's file, or to a copy of it, behind the program's back. */
export function openKeyed({ file, databaseKey }: Pick<Register, 'file' | 'databaseKey'>, copy = file): Sqlite.Database {
  const connection = new Sqlite(copy);
  giveKey(connection, databaseKey);
  return connection;
}

/**
 * The page cipher of an encrypted file: it says at byte 20 how many bytes a page sets aside (SQLite file format, 1.3.4). Looking takes the locks of this process on the
 * file away, so that only tests do it.
 */
export function findPageCipher(file: string): PageCipher {
  const reserved = readFileSync(file)[20];
  if (reserved !== 64 && reserved !== 32) throw new Error(`${reserved} bytes set aside`);
  return reserved === 64 ? 'aegis' : 'chacha20';
}
