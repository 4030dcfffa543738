/** Loaded before a program: its database no longer waits for the disk. The power cuts must find that (power.test.ts). */
import Sqlite from 'better-sqlite3';

const original = Object.getOwnPropertyDescriptor(Sqlite.prototype, 'pragma');
Object.defineProperty(Sqlite.prototype, 'pragma', {
  ...original,
  value(this: Sqlite.Database, source: string, options?: Sqlite.PragmaOptions): unknown {
    return Reflect.apply(original?.value, this, [
      source === 'synchronous = FULL' ? 'synchronous = OFF' : source,
      options,
    ]);
  },
});
