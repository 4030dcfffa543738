/**
 * Faults that a program like this one might have, each put in from outside: a rule of SQLite for the connection that
 * writes, a file operation, or a method of the exchange that does less. The simulator has to find each.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { sql } from 'kysely';
import { Exchange } from '../../core/sync/exchange.ts';
import type { Side } from './world.ts';

export interface PlantedBug {
  name: string;
  guarantee: 1 | 2 | 3 | 4 | 5;
  /** For every connection that is opened. */
  onOpen?: (side: Side) => Promise<void>;
  /** For the whole process; returns how it is taken out again. */
  plant?: () => () => void;
}

/** A rule that lives as long as the connection and never reaches a file. */
function rule(name: string, text: string, where: (side: Side) => boolean = () => true): PlantedBug['onOpen'] {
  return async (side) => {
    if (!where(side)) return;
    await side.register.transact(async (db) => {
      await sql.raw(`create temp trigger planted_${name} ${text}`).execute(db);
    });
  };
}

function isSecond(side: Side): boolean {
  return side.name.endsWith('b');
}

function realOf<Name extends 'outgoing' | 'isWanted' | 'receive'>(name: Name): Exchange[Name] {
  return Exchange.prototype[name];
}

function replace<Name extends 'outgoing' | 'isWanted' | 'receive'>(name: Name, method: Exchange[Name]): () => void {
  const real = Exchange.prototype[name];
  Object.assign(Exchange.prototype, { [name]: method });
  return () => void Object.assign(Exchange.prototype, { [name]: real });
}

export const PLANTED_BUGS: PlantedBug[] = [
  {
    name: 'signatures are not looked at',
    guarantee: 3,
    plant() {
      const { verify } = crypto;
      Object.assign(crypto, { verify: () => true });
      syncBuiltinESMExports();
      return () => {
        Object.assign(crypto, { verify });
        syncBuiltinESMExports();
      };
    },
  },
  {
    name: 'one change more is taken as confirmed than was',
    guarantee: 1,
    onOpen: rule(
      'confirmed',
      'after insert on acknowledgements when new.seq > 0 begin update acknowledgements set seq = new.seq + 1 where peer = new.peer and replica = new.replica; end',
    ),
  },
  {
    name: 'a damaged copy of a package hides the good one',
    guarantee: 1,
    plant() {
      const damaged = new Map<string, Set<string>>();
      const key = ({ replica, first, last }: { replica: string; first?: number; last?: number }) =>
        `${replica} ${first} ${last}`;
      const receive = realOf('receive');
      const isWanted = realOf('isWanted');
      const undoReceive = replace('receive', async function receiving(this: Exchange, bytes, carrier) {
        const received = await receive.call(this, bytes, carrier);
        const header = /^so-may 1\n(\{.*\})\n/.exec(bytes.subarray(0, 4096).toString('latin1'))?.[1];
        if (received.reason === 'malformed' && header) {
          const owner = (await this.peers())[0]?.name ?? '';
          damaged.set(owner, (damaged.get(owner) ?? new Set()).add(key(JSON.parse(header))));
        }
        return received;
      });
      const undoWanted = replace('isWanted', async function wanting(this: Exchange, header) {
        const owner = (await this.peers())[0]?.name ?? '';
        return !damaged.get(owner)?.has(key(header)) && isWanted.call(this, header);
      });
      return () => {
        undoReceive();
        undoWanted();
      };
    },
  },
  {
    name: 'a package of a single change is never offered',
    guarantee: 1,
    plant() {
      const outgoing = realOf('outgoing');
      return replace('outgoing', async function offering(this: Exchange, peer) {
        const files = await outgoing.call(this, peer);
        return files.filter(({ name }) => !/-(\d+)-\1\.somay$/.test(name));
      });
    },
  },
  {
    name: 'a number is written twice after an old copy is put back',
    guarantee: 1,
    plant() {
      const { writeFileSync } = fs;
      Object.assign(fs, {
        writeFileSync(file: string, text: string, options: fs.WriteFileOptions) {
          const isMark = file.includes('/installs/');
          writeFileSync(file, isMark ? JSON.stringify({ ...JSON.parse(text), seq: 0, hash: '' }) : text, options);
        },
      });
      syncBuiltinESMExports();
      return () => {
        Object.assign(fs, { writeFileSync });
        syncBuiltinESMExports();
      };
    },
  },
  {
    name: 'refused files are not listed',
    guarantee: 4,
    onOpen: rule('refused', "before insert on packages when new.state = 'refused' begin select raise(ignore); end"),
  },
  {
    name: 'forks are not listed',
    guarantee: 4,
    onOpen: rule('forked', "before insert on packages when new.state = 'forked' begin select raise(ignore); end"),
  },
  {
    name: 'a further PC does not record conflicts',
    guarantee: 2,
    onOpen: rule('conflicts', 'before insert on conflicts begin select raise(ignore); end', isSecond),
  },
  {
    name: 'the search keeps what it knew of a pupil',
    guarantee: 2,
    onOpen: rule('search', 'before update on student_search begin select raise(ignore); end'),
  },
  {
    name: 'the office writes a name otherwise than the journal says',
    guarantee: 2,
    onOpen: rule(
      'names',
      "after insert on students begin update students set full_name = replace(new.full_name, 'òa', 'oà') where id = new.id; end",
      (side) => side.isOffice,
    ),
  },
  {
    name: 'pictures of signed papers are never sent',
    guarantee: 1,
    plant() {
      const outgoing = realOf('outgoing');
      return replace('outgoing', async function offering(this: Exchange, peer) {
        return (await outgoing.call(this, peer)).filter(({ kind }) => kind !== 'attachment');
      });
    },
  },
  {
    name: 'a locked-out PC may write a million changes more',
    guarantee: 3,
    onOpen: rule(
      'revocations',
      'after insert on revocations begin update revocations set last_seq = new.last_seq + 1000000 where id = new.id; end',
    ),
  },
];
