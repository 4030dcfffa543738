/** A backup with its checks, and the way back to it, each beside copying the file and letting SQLite check the copy. Argument: how many pupils. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findDamage, openCopy } from '../../core/database/sqlite/copy-database.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { flush } from '../../core/backup/write-backup.ts';
import { openBenchRegister, withBenchFolder } from './bench-register.ts';
import { fillRegister } from './invented-pupils.ts';
import { median, time } from './measure.ts';

const pupils = Number(process.argv[2]);
const TURNS = 3;

const answer = await withBenchFolder(async (folder) => {
  process.env['SO_MAY_BACKUP_DIR'] = path.join(folder, 'backups');
  const dataDir = path.join(folder, 'register');
  mkdirSync(dataDir);
  const { register, session, client } = await openBenchRegister(dataDir);
  await fillRegister(register, session, pupils, true);
  // As the exchange does by itself within a minute.
  await register.part(Exchange).pack();
  const took = { copy: [] as number[], backup: [] as number[], restore: [] as number[] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const { databaseKey } = register;
    if (!databaseKey) throw new Error('the register is locked');
    const copy = path.join(folder, 'copy.sqlite');
    const copied = await time(() => {
      copyFileSync(path.join(dataDir, 'so-may.sqlite'), copy);
      flush(copy);
      const database = openCopy(copy, databaseKey);
      const damage = findDamage(database, 'full');
      database.close();
      if (damage.length > 0) throw new Error(damage[0]);
    });
    rmSync(copy);
    let made = '';
    const backedUp = await time(async () => {
      for await (const event of await client.backups.make({ to: null }))
        if (event.type === 'done') made = event.made[0]?.folder ?? '';
    });
    const restored = await time(async () => {
      for await (const event of await client.backups.restore({ folder: made, keepsLater: false })) void event;
    });
    took.copy.push(copied.ms);
    took.backup.push(backedUp.ms);
    took.restore.push(restored.ms);
    session.personId = (await client.people.list())[0]?.id ?? null;
  }
  await register.close();
  return { copyMs: median(took.copy), backupMs: median(took.backup), restoreMs: median(took.restore) };
});
console.log(JSON.stringify(answer));
