/** Loaded before a program: its database no longer waits for the disk. The power cuts must find that (power.test.ts). */
import Sqlite from 'better-sqlite3';

const pragma = Sqlite.prototype.pragma;
Sqlite.prototype.pragma = function (this: Sqlite.Database, source: string, options?: Sqlite.PragmaOptions) {
  return pragma.call(this, source === 'synchronous = FULL' ? 'synchronous = OFF' : source, options);
};
