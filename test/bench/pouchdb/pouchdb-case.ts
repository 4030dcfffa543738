/**
 * PouchDB with the same facts on the same loopback: a document for each record, with the values of its creation. Arguments: how
 * many pupils (four records each), and how many documents a batch of the replication carries.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openBenchRegister, withBenchFolder } from '../bench-register.ts';
import { costOf, openCountingLine } from '../counting-line.ts';
import { fillRegister } from '../invented-pupils.ts';
import { medianCost, REPEATS, type SyncCosts } from '../sync-costs.ts';

interface Database {
  bulkDocs(documents: object[]): Promise<{ ok?: boolean }[]>;
  get(id: string): Promise<object>;
  put(document: object): Promise<unknown>;
  info(): Promise<{ doc_count: number }>;
  close(): Promise<void>;
  replicate: { to(far: unknown, options: object): Promise<{ ok: boolean; docs_written: number }> };
}
const require = createRequire(import.meta.url);
const PouchDB = require('pouchdb') as new (place: string) => Database;

const DOCUMENTS_PER_WRITE = 5000;

/** A document for each record of the same school: its id, its table and its values as the journal has them. */
async function listDocuments(folder: string, pupils: number): Promise<{ documents: object[]; students: string[] }> {
  const { register, session } = await openBenchRegister(folder);
  await fillRegister(register, session, pupils, true);
  const rows = await register.reader
    .selectFrom('changes')
    .select(['record', 'recordTable', 'fields'])
    .orderBy('seq')
    .execute();
  await register.close();
  const documents = rows.map(({ record, recordTable, fields }) => ({
    _id: record,
    table: recordTable,
    ...(JSON.parse(fields) as object),
  }));
  const students = rows.filter(({ recordTable }) => recordTable === 'students').map(({ record }) => record);
  return { documents, students };
}

function startOffice(folder: string): Promise<{ port: number; stop: () => void }> {
  mkdirSync(folder, { recursive: true });
  const program = fileURLToPath(new URL('office.ts', import.meta.url));
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the PouchDB server ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      const { port } = JSON.parse(line) as { port: number };
      resolve({ port, stop: () => void child.kill('SIGTERM') });
    });
  });
}

const pupils = Number(process.argv[2]);
const batch = Number(process.argv[3]);
const answer = await withBenchFolder(async (folder): Promise<SyncCosts & { documents: number }> => {
  const { documents, students } = await listDocuments(path.join(folder, 'school'), pupils);
  const office = await startOffice(path.join(folder, 'office'));
  const line = await openCountingLine();
  line.targetPort = office.port;
  const near = new PouchDB(path.join(folder, 'pouch'));
  const far = new PouchDB(`${line.url}/register`);
  try {
    for (let at = 0; at < documents.length; at += DOCUMENTS_PER_WRITE) {
      const written = await near.bulkDocs(documents.slice(at, at + DOCUMENTS_PER_WRITE));
      if (!written.every(({ ok }) => ok)) throw new Error('PouchDB did not take the documents');
    }
    const replicate = async (): Promise<void> => {
      const { ok } = await near.replicate.to(far, { batch_size: batch });
      if (!ok) throw new Error('PouchDB did not replicate');
    };
    const push = await costOf(line, replicate);
    if ((await far.info()).doc_count !== documents.length) throw new Error('PouchDB lost documents');
    const changed = [];
    for (const id of students.slice(0, REPEATS)) {
      await near.put({ ...(await near.get(id)), note: `Chuyển lớp ngày ${id.slice(-2)}` });
      changed.push(await costOf(line, replicate));
    }
    const idle = [];
    for (let turn = 0; turn < REPEATS; turn += 1) idle.push(await costOf(line, replicate));
    return { push, change: medianCost(changed), nothing: medianCost(idle), documents: documents.length };
  } finally {
    await near.close();
    await line.close();
    office.stop();
  }
});
console.log(JSON.stringify(answer));
