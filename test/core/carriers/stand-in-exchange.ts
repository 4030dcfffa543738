/** An exchange that keeps files in memory and reads no change: for what only a carrier does. Files have real headers. */
import { createHash } from 'node:crypto';
import type { FileExchange } from '../../../core/carriers/file-exchange.ts';
import type { PackageRow } from '../../../core/database/tables.ts';
import type { OutgoingFile } from '../../../core/sync/outgoing-file.ts';
import type { Peer } from '../../../core/sync/outgoing.ts';
import type { LaidFile } from '../../../core/sync/confirmed-files.ts';
import type { KnownCaller } from '../../../core/sync/trust.ts';
import type { UnreadFile } from '../../../core/sync/receive.ts';
import type { Received } from '../../../core/sync/received.ts';
import { requestItems } from '../../../core/carriers/signed-request.ts';
import { recogniseFile } from '../../../core/carriers/recognise-file.ts';
import { type OuterHeader, writeOuterHeader } from '../../../core/sync/files/outer-header.ts';
import { createSigningKey, sign } from '../../../core/sync/keys/signing.ts';

export const SCHOOL = '0000000000school';
export const OFFICE = '0000000000office';

/** A file as docs/sync.md frames it, whose payload means nothing. */
export function frameFile(header: Partial<OuterHeader>, payload: Buffer): Buffer {
  const whole: OuterHeader = {
    kind: 'package',
    protocol: 1,
    owner: SCHOOL,
    code: '17150501',
    replica: '0000000schoolpc1',
    first: 1,
    last: 1,
    to: OFFICE,
    payloadBytes: payload.length,
    payloadSha256: createHash('sha256').update(payload).digest('hex'),
    ...header,
  };
  return Buffer.concat([writeOuterHeader(whole), payload]);
}

export class StandInExchange implements FileExchange {
  readonly owner: string;
  readonly replica: string;
  readonly #key = createSigningKey();
  readonly #peers: Peer[];
  /** Files waiting, by the owner they are for. */
  readonly waiting = new Map<string, Map<string, Buffer>>();
  /** What came, by hash. */
  readonly received = new Map<string, Buffer>();
  readonly trusted = new Map<string, { owner: string; signKey: string; isLockedOut?: boolean }>();

  constructor(owner: string, peers: Peer[], replica = `${owner.slice(-6)}0000000pc1`) {
    this.owner = owner;
    this.replica = replica;
    this.#peers = peers;
  }

  get signKey(): string {
    return this.#key.publicKey;
  }

  add(peer: string, name: string, payload: Buffer): Buffer {
    const bytes = frameFile({ owner: this.owner, replica: this.replica, to: peer }, payload);
    const files = this.waiting.get(peer) ?? new Map<string, Buffer>();
    this.waiting.set(peer, files.set(name, bytes));
    return bytes;
  }

  async pack(): Promise<PackageRow[]> {
    return [];
  }

  async peers(): Promise<Peer[]> {
    return this.#peers;
  }

  async outgoing(peer: string): Promise<OutgoingFile[]> {
    return [...(this.waiting.get(peer) ?? [])].map(([name, bytes]) => ({
      name,
      kind: 'package',
      sizeBytes: bytes.length,
      id: createHash('sha256').update(bytes).digest('hex'),
      read: async () => bytes,
    }));
  }

  /** An acknowledgement of the double empties what was confirmed: its payload is a list of ids. */
  async receive(bytes: Buffer): Promise<Received> {
    const recognised = recogniseFile(bytes);
    const header = typeof recognised === 'string' ? undefined : recognised;
    const id = createHash('sha256').update(bytes).digest('hex');
    const answer = { kind: header?.kind ?? 'package', owner: header?.owner ?? '', changes: 0, refusedChanges: 0, id };
    if (!header || !isWhole(bytes, header)) return { ...answer, outcome: 'refused', reason: 'malformed' };
    if (this.received.has(id)) return { ...answer, outcome: 'known', reason: null };
    this.received.set(id, bytes);
    if (header.kind === 'acknowledgement') this.#confirm(header.owner, payloadOf(bytes, header).toString());
    return { ...answer, outcome: 'taken', reason: null };
  }

  async isWanted(header: OuterHeader): Promise<boolean> {
    return header.to === this.owner;
  }

  /** Files refused by their size, by name. */
  readonly oversized: string[] = [];

  async refuseOversized({ header, name }: UnreadFile): Promise<Received> {
    this.oversized.push(name);
    const answer = { kind: header?.kind ?? 'package', owner: header?.owner ?? '', id: name } as const;
    return { ...answer, outcome: 'refused', reason: 'malformed', changes: 0, refusedChanges: 0 };
  }

  /** What is no longer waiting has been confirmed. */
  async pickConfirmed<Laid extends LaidFile>(peer: string, laid: readonly Laid[]): Promise<Laid[]> {
    return laid.filter(({ name }) => this.waiting.has(peer) && !this.waiting.get(peer)?.has(name));
  }

  async acknowledgementFor(peer: string): Promise<Buffer> {
    const payload = Buffer.from([...this.received.keys()].join(' '));
    return frameFile({ kind: 'acknowledgement', owner: this.owner, replica: this.replica, to: peer }, payload);
  }

  async findKnownCaller(replica: string): Promise<KnownCaller | undefined> {
    const known = this.trusted.get(replica);
    return known && { isLockedOut: false, ...known };
  }

  async signRequest(method: string, path: string, nonce: string): Promise<{ replica: string; signature: string }> {
    const signature = sign(this.#key, requestItems(method, path, nonce)).toString('base64url');
    return { replica: this.replica, signature };
  }

  #confirm(peer: string, ids: string): void {
    const files = this.waiting.get(peer);
    for (const [name, bytes] of files ?? [])
      if (ids.includes(createHash('sha256').update(bytes).digest('hex'))) files?.delete(name);
  }
}

function payloadOf(bytes: Buffer, header: OuterHeader): Buffer {
  return bytes.subarray(bytes.length - header.payloadBytes);
}

function isWhole(bytes: Buffer, header: OuterHeader): boolean {
  const start = bytes.indexOf(10, 9) + 1;
  const payload = bytes.subarray(start);
  return (
    payload.length === header.payloadBytes &&
    createHash('sha256').update(payload).digest('hex') === header.payloadSha256
  );
}
