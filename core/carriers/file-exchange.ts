/** What a carrier asks of the exchange: files to take along, and someone to hand over what came. Carriers decide nothing themselves. */
import type { FileKind, OuterHeader } from '../sync/files/outer-header.ts';

/** One file that a peer lacks. */
export interface OutgoingFile {
  name: string;
  kind: FileKind;
  sizeBytes: number;
  id: string;
  read(): Promise<Buffer>;
}

/** What became of a file that came. */
export interface Received {
  kind: FileKind;
  owner: string;
  outcome: 'taken' | 'known' | 'waiting' | 'quarantined' | 'forked' | 'refused';
  reason: string | null;
  changes: number;
  refusedChanges: number;
  id: string;
}

export interface Peer {
  owner: string;
  name: string;
  role: 'collector' | 'own' | 'member';
}

export interface FileExchange {
  pack(): Promise<unknown>;
  peers(): Promise<Peer[]>;
  outgoing(peer: string): Promise<OutgoingFile[]>;
  receive(bytes: Buffer, carrier: 'http' | 'folder' | 'hand'): Promise<Received>;
  isWanted(header: OuterHeader): Promise<boolean>;
  acknowledgementFor(peer: string): Promise<Buffer>;
  findTrustedReplica(replica: string): Promise<{ owner: string; signKey: string } | undefined>;
  signRequest(method: string, pathWithQuery: string, nonce: string): Promise<{ replica: string; signature: string }>;
}
