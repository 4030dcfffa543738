/** What was erased is gone wherever its erasure has come: from tables, journal and secrets, and from every file that a side keeps, whoever may open it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FileRefused } from '../../core/sync/files/file-refused.ts';
import { decodePackage } from '../../core/sync/files/package-body.ts';
import { getPackageHeader, openSealedFile } from '../../core/sync/files/sealed-file.ts';
import { openKeyring } from '../../core/sync/keyring.ts';
import { Broken } from './guarantees.ts';
import type { Side, World } from './world.ts';

/** The pupils and households of whom a side knows that they are erased, as `<owner> <subject>`. */
async function listErased({ register }: Side): Promise<Set<string>> {
  const rows = await register.reader.selectFrom('erasures').select(['owner', 'subject']).execute();
  return new Set(rows.map(({ owner, subject }) => `${owner} ${subject}`));
}

/** Guarantee 5 when everything has been delivered; returns how many erasures stand at all sides together. */
export async function checkErased(world: World): Promise<number> {
  const identities = new Set<string>();
  for (const side of world.sides) identities.add((await openKeyring(side.register)).keys.ownerIdentity.identity);
  let count = 0;
  for (const side of world.sides) {
    const erased = await listErased(side);
    if (erased.size === 0) continue;
    count += erased.size;
    await checkTables(side, erased);
    await checkFiles(side, erased, [...identities]);
  }
  return count;
}

async function checkTables({ register, name }: Side, erased: ReadonlySet<string>): Promise<void> {
  const db = register.reader;
  const told = await db
    .selectFrom('changes')
    .select(['owner', 'subject'])
    .where('fields', '!=', '')
    .distinct()
    .execute();
  const secrets = await db.selectFrom('secrets').select(['owner', 'subject']).execute();
  for (const [what, rows] of [
    ['values', told],
    ['the secret', secrets],
  ] as const)
    for (const { owner, subject } of rows)
      if (erased.has(`${owner} ${subject}`))
        throw new Broken(5, `${name} still has ${what} of ${subject}, who is erased`);
}

async function checkFiles(side: Side, erased: ReadonlySet<string>, identities: string[]): Promise<void> {
  for (const folder of ['outbox', 'inbox'])
    for (const file of listFiles(path.join(side.dataDir, folder))) {
      const told = await findTold(readFileSync(file), identities, erased);
      if (told === undefined) continue;
      const where = path.relative(side.dataDir, file);
      const row = await side.register.reader
        .selectFrom('packages')
        .select('state')
        .where('file', '=', where)
        .executeTakeFirst();
      // Left by a program that was killed: it goes after a day (test/core/sync/prune.test.ts).
      if (!row && where.startsWith('inbox')) continue;
      throw new Broken(5, `${side.name} still has ${told}, who is erased, in ${where} (${row?.state ?? 'not listed'})`);
    }
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.somay'))
      .map((entry) => path.join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

/** Somebody erased of whom this file has values; undefined when there is nobody, or it is no package. */
async function findTold(bytes: Buffer, identities: string[], erased: ReadonlySet<string>): Promise<string | undefined> {
  try {
    const file = await openSealedFile(bytes, identities);
    if (file.header.kind !== 'package') return undefined;
    const { changes } = await decodePackage(getPackageHeader(file), file.body);
    return changes.find(({ owner, subject, fields }) => fields && erased.has(`${owner} ${subject}`))?.subject;
  } catch (error) {
    if (error instanceof FileRefused) return undefined;
    throw error;
  }
}
