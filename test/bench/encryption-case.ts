/**
 * The same work in an encrypted register and in a plain one: writing pupils as an import does, searching, saving; and how long unlocking takes. Arguments: `encrypted` or
 * `plain`, how many pupils. The program has no plain registers any more: here the two pragmas that give the key are swallowed.
 */
import Sqlite from 'better-sqlite3';
import { findVaultFile } from '../../core/vault/vault-file.ts';
import { openBenchRegister, withBenchFolder } from './bench-register.ts';
import { fillRegister } from './invented-pupils.ts';
import { median, time } from './measure.ts';

const [mode, count] = process.argv.slice(2);
const pupils = Number(count);
const SAVES = 200;
const SEARCHES = ['ng', 'nguyen', 'lo thi', 'van a', 'ha t', 'bui', 'dinh v', 'khà', 'vì', 'quang'];
const PASSPHRASE = 'trâu ngồi đếm sao';

if (mode === 'plain') {
  Sqlite.prototype.pragma = new Proxy(Reflect.get(Sqlite.prototype, 'pragma'), {
    apply: (pragma, database, [source, options]: Parameters<Sqlite.Database['pragma']>) =>
      /^(cipher|key) /.test(source) ? undefined : Reflect.apply(pragma, database, [source, options]),
  });
}

const answer = await withBenchFolder(async (folder) => {
  const { register, session, client } = await openBenchRegister(folder);
  const { ms: importMs } = await time(() => fillRegister(register, session, pupils, true));
  const searched: number[] = [];
  for (let turn = 0; turn < 30; turn += 1)
    for (const text of SEARCHES) searched.push((await time(() => client.search.find({ text }))).ms);
  const saved: number[] = [];
  for (let turn = 0; turn < SAVES; turn += 1)
    saved.push((await time(() => client.students.save({ fullName: `Lò Thị Số ${turn}` }))).ms);
  let unlockMs = 0;
  if (mode === 'encrypted') {
    await client.vault.protect({ newPassphrase: PASSPHRASE });
    const person = findVaultFile(folder)?.envelopes.find((each) => each.kind === 'account');
    if (person?.kind !== 'account') throw new Error('nobody can unlock');
    await client.vault.lock();
    unlockMs = (await time(() => client.vault.unlock({ person: person.person, passphrase: PASSPHRASE }))).ms;
  }
  await register.close();
  return { importMs, searchMs: median(searched), saveMs: median(saved), unlockMs };
});
console.log(JSON.stringify(answer));
