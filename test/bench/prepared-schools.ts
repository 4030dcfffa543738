/** Schools whose first files lie ready, signed and sealed by the program itself, so that only sending and taking them is measured. */
import path from 'node:path';
import type { FileExchange } from '../../core/carriers/file-exchange.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { signRequestAs } from '../../core/sync/sign-request.ts';
import { openKeyring } from '../../core/sync/keyring.ts';
import type { OutgoingFile } from '../../core/sync/outgoing-file.ts';
import type { OuterHeader } from '../../core/sync/files/outer-header.ts';
import { readOuterHeader } from '../../core/sync/files/outer-header.ts';
import { openBenchRegister } from './bench-register.ts';
import { fillRegister } from './invented-pupils.ts';
import { enrolSchool } from './office-process.ts';

export interface PreparedSchool {
  folder: string;
  replica: string;
  changes: number;
  office: { owner: string; url: string; fingerprint: null };
  exchange: FileExchange;
  /** Kinds of the files that came back, in order. */
  received: OuterHeader['kind'][];
}

/** Sets up a school of so many pupils (four records each), enrols it and keeps in memory what it has for the office. */
export async function prepareSchool(
  folder: string,
  given: { code: string; pupils: number; invitation: Buffer; url: string },
): Promise<PreparedSchool> {
  const school = await openBenchRegister(path.join(folder, 'school'), given.code);
  await fillRegister(school.register, school.session, given.pupils, true);
  await enrolSchool(school, given.invitation);
  const exchange = school.register.part(Exchange);
  await exchange.pack();
  const [collector] = await exchange.peers();
  if (!collector) throw new Error('the school has no office');
  const files: OutgoingFile[] = [];
  for (const file of await exchange.outgoing(collector.owner)) {
    const bytes = await file.read();
    files.push({ ...file, read: async () => bytes });
  }
  const { keys } = await openKeyring(school.register);
  const { changes } = await school.client.sync.status();
  await school.register.close();
  const received: OuterHeader['kind'][] = [];
  return {
    folder,
    replica: keys.replica,
    changes,
    office: { owner: collector.owner, url: given.url, fingerprint: null },
    received,
    exchange: {
      pack: async () => [],
      outgoing: async () => files,
      signRequest: async (method, pathWithQuery, nonce) => signRequestAs(keys, method, pathWithQuery, nonce),
      receive: async (bytes) => {
        const { header } = readOuterHeader(bytes);
        received.push(header.kind);
        return {
          kind: header.kind,
          owner: header.owner,
          outcome: 'taken',
          reason: null,
          changes: 0,
          refusedChanges: 0,
          id: header.payloadSha256,
        };
      },
      peers: async () => [collector],
      isWanted: async () => true,
      pickConfirmed: async () => [],
      refuseOversized: unused,
      acknowledgementFor: unused,
      findKnownCaller: unused,
    },
  };
}

async function unused(): Promise<never> {
  throw new Error('a school that sends over HTTP asks nothing of the kind');
}
