/** Saving one receipt, durable, beside a bare durable commit of the same size; then through each transport. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import Sqlite from 'better-sqlite3';
import { findProgramFolders } from '../../core/host/program-folders.ts';
import { router } from '../../core/router.ts';
import { startBrowserHost } from '../../server/http/browser-host.ts';
import type { Contract } from '../../shared/contract/contract.ts';
import { type BenchRegister, openBenchRegister, withBenchFolder } from './bench-register.ts';
import { fillRegister } from './invented-pupils.ts';
import { median, time } from './measure.ts';

const RECEIPTS_EACH = 150;

/** A commit that nothing surrounds: one row of a receipt's size, `synchronous = FULL`, WAL. */
function bareCommits(folder: string): () => void {
  const db = new Sqlite(path.join(folder, 'bare.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('create table receipts (id integer primary key, document text) strict');
  const insert = db.prepare('insert into receipts (document) values (?)');
  const document = 'x'.repeat(1500);
  return () => {
    db.exec('begin immediate');
    insert.run(document);
    db.exec('commit');
  };
}

/** The next pupils and devices to hand over, made beforehand so that only the receipt is measured. */
async function prepare({
  register,
  session,
  client,
}: BenchRegister): Promise<() => { student: string; device: string }> {
  await fillRegister(register, session, RECEIPTS_EACH * 4, true);
  const round = (await client.rounds.list())[0]!.id;
  const { rows } = await client.students.records({ limit: 1000 });
  const devices = await register.run(session, async (command) =>
    rows.map((_, index) => command.create('devices', { round, serialNumber: `SN${index}`, model: 'SM-T225' })),
  );
  let next = 0;
  return () => {
    const student = rows[next]!.id;
    const device = devices[next]!;
    next += 1;
    return { student, device };
  };
}

const answer = await withBenchFolder(async (folder) => {
  const bench = await openBenchRegister(folder);
  const nextPair = await prepare(bench);
  const { register, session, client } = bench;
  type Saver = Pick<ContractRouterClient<Contract>['receipts'], 'save'>;
  const save = (through: Saver) =>
    through.save({
      ...nextPair(),
      receiverName: 'Bùi Văn Nghĩa',
      receiverRelation: 'father',
      receivedOn: '2026-09-05',
    });
  const bare = bareCommits(folder);

  const taken = { service: [] as number[], bare: [] as number[], port: [] as number[], http: [] as number[] };
  for (let turn = 0; turn < RECEIPTS_EACH; turn += 1) {
    taken.bare.push((await time(bare)).ms);
    taken.service.push((await time(() => save(client.receipts))).ms);
  }

  const { port1, port2 } = new MessageChannel();
  new RPCHandler(router).upgrade(port2, { context: { register, session } });
  const overPort: ContractRouterClient<Contract> = createORPCClient(new PortLink({ port: port1 }));
  for (let turn = 0; turn < RECEIPTS_EACH; turn += 1) taken.port.push((await time(() => save(overPort.receipts))).ms);
  port1.close();

  const host = await startBrowserHost({
    register,
    rendererDir: findProgramFolders(import.meta.dirname).renderer,
    port: 0,
    log: () => undefined,
  });
  const opened = await fetch(host.openingUrl, { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
  const origin = `http://127.0.0.1:${host.port}`;
  const overHttp: ContractRouterClient<Contract> = createORPCClient(
    new FetchLink({ url: `${origin}/rpc`, headers: { cookie, origin } }),
  );
  await overHttp.session.choosePerson({ person: session.personId! });
  for (let turn = 0; turn < RECEIPTS_EACH; turn += 1) taken.http.push((await time(() => save(overHttp.receipts))).ms);
  await host.close();

  const sizeMegabytes = statSync(register.file).size / 1e6;
  await register.close();
  return {
    service: median(taken.service),
    bare: median(taken.bare),
    port: median(taken.port),
    http: median(taken.http),
    sizeMegabytes,
  };
});
console.log(JSON.stringify(answer));
process.exit(0);
