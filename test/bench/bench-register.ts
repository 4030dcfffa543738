/** A register in a temporary folder for one case of the bench. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { openRegister, type Register, type Session } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { setUpRegister } from '../../core/services/set-up-register.ts';
import { setUpInput } from '../../shared/contract/register.ts';

export interface BenchRegister {
  folder: string;
  register: Register;
  session: Session;
  client: RouterClient<typeof router>;
}

/** Opens the register in `folder` as it is, set up or not. */
export function openBenchFolder(folder: string): Promise<Register> {
  return openRegister({
    dataDir: folder,
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../core/jobs/import-worker.ts', import.meta.url),
  });
}

/** Opens the register in `folder`, setting it up as a school when it is new. */
export async function openBenchRegister(folder: string, code = '17150501'): Promise<BenchRegister> {
  const register = await openBenchFolder(folder);
  const session: Session = { personId: null };
  const client = createRouterClient(router, { context: { register, session } });
  if ((await client.register.status()).isSetUp) {
    session.personId = (await client.people.list())[0]!.id;
  } else {
    const school = { code, name: 'Trường TH&THCS Chiềng Châu', schoolYear: '2026-2027' };
    session.personId = await setUpRegister(
      register,
      setUpInput.parse({ role: 'school', school, personName: 'Hà Thị Loan' }),
    );
  }
  return { folder, register, session, client };
}

/** A temporary folder that is removed when `work` is done. */
export async function withBenchFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-may-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
