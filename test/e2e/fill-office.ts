/** Merges whole registers of schools into an office's, as their packages would: `node fill-office.ts OFFICE SCHOOL…` (folders). */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyChanges } from '../../core/journal/apply-changes.ts';
import { openRegister } from '../../core/register.ts';

const folders = { resources: new URL('../../resources', import.meta.url), worker: '../../core/jobs/import-worker.ts' };
const open = (dataDir: string) =>
  openRegister({
    dataDir: path.resolve(dataDir),
    resourcesDir: fileURLToPath(folders.resources),
    workerUrl: new URL(folders.worker, import.meta.url),
  });

const [office = '', ...schools] = process.argv.slice(2);
const into = await open(office);
for (const folder of schools) {
  const school = await open(folder);
  const { replica, owner } = await school.getInstallation();
  const rows = await school.reader
    .selectFrom('changes')
    .selectAll()
    .where('replica', '=', replica)
    .orderBy('seq')
    .execute();
  const secrets = await school.reader.selectFrom('secrets').selectAll().where('owner', '=', owner).execute();
  const changes = rows.map((row) => ({ ...row, commitment: null }));
  await into.exclusively(() =>
    into.transact((transaction) =>
      applyChanges(transaction, { replica, owner, changes, secrets }, { ownerRole: 'school' }),
    ),
  );
  await school.close();
}
await into.close();
