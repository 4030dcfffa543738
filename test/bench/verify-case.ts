/** `verify` over a register of whole pupils (four records each), beside merely reading the journal. Argument: how many. */
import { openBenchRegister, withBenchFolder } from './bench-register.ts';
import { fillRegister } from './invented-pupils.ts';
import { time } from './measure.ts';

const pupils = Number(process.argv[2]);
const answer = await withBenchFolder(async (folder) => {
  const { register, client, session } = await openBenchRegister(folder);
  await fillRegister(register, session, pupils, true);
  const read = await time(async () => {
    let bytes = 0;
    let from = 0;
    for (;;) {
      const rows = await register.reader
        .selectFrom('changes')
        .selectAll()
        .where('seq', '>', from)
        .orderBy('replica')
        .orderBy('seq')
        .limit(1000)
        .execute();
      if (rows.length === 0) return bytes;
      for (const row of rows) bytes += row.fields.length;
      from = rows.at(-1)!.seq;
    }
  });
  const verified = await time(() => client.journal.verify());
  await register.close();
  return { ms: verified.ms, readMs: read.ms, changes: verified.result.changes, isSound: verified.result.isSound };
});
console.log(JSON.stringify(answer));
