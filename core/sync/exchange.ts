/**
 * The exchange: what this side has for others, and what becomes of a file that came. Moves nothing itself, knows no HTTP
 * and no USB stick; carriers ask it (docs/sync.md).
 */
import { isProblem } from '../../shared/problems.ts';
import type { PackageRow } from '../database/tables.ts';
import { findChainHead, findInstallation } from '../queries/changes.ts';
import { findChange } from '../queries/package-changes.ts';
import { getLastPacked } from '../queries/packages.ts';
import type { Register, RegisterPart } from '../register.ts';
import { writeAcknowledgementFor } from './acknowledge.ts';
import type { OuterHeader } from './files/outer-header.ts';
import { openKeyring } from './keyring.ts';
import { listOutgoing, listPeers, type Peer } from './outgoing.ts';
import type { OutgoingFile } from './outgoing-file.ts';
import { packChanges } from './pack.ts';
import { type LaidFile, pickConfirmed } from './confirmed-files.ts';
import { isFileWanted } from './is-wanted.ts';
import { pruneFiles } from './prune-files.ts';
import { receiveFile, refuseUnread, type UnreadFile } from './receive.ts';
import { drainInbox, receiveKept } from './receive-package.ts';
import type { Carried, Received } from './received.ts';
import { redactUnread } from './redact-packages.ts';
import { signRequestAs } from './sign-request.ts';
import { settleErased } from './settle-erased.ts';
import { settleRefusals } from './settle-refusals.ts';
import { findKnownCaller, type KnownCaller } from './trust.ts';
import { Turns } from './turns.ts';

/** How often is looked whether something is to be packed, in milliseconds. */
const LOOK_EVERY_MS = 20_000;
const PACK_AFTER_MS = 5 * 60_000;
const PACK_AFTER_CHANGES = 50;
const PRUNE_AFTER_MS = 24 * 3600 * 1000;

export class Exchange implements RegisterPart {
  readonly #register: Register;
  readonly #timer: NodeJS.Timeout;
  readonly #turns = new Turns();
  /** Reading what was left when the program ended; undefined: not begun. */
  #resumed: Promise<void> | undefined;
  /** When files were last pruned, in milliseconds; the first time when the exchange is first used. */
  #prunedAt: number;

  constructor(register: Register) {
    this.#register = register;
    this.#prunedAt = register.options.clock().getTime();
    this.#timer = setInterval(() => void this.#packWhenDue(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Lets `work` erase while no file is written here; then the files go that carry what was erased, and what was packed before is written again without it. */
  async erase<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#turns.short(async () => {
      const done = await work();
      await this.#quietly('files of what was erased are still here', async () => {
        await settleErased(this.#register);
        await packChanges(this.#register);
      });
      return done;
    });
  }

  /** Packs what this installation has not packed yet into outbox/; returns the new packages. Safe to call at any time. */
  async pack(): Promise<PackageRow[]> {
    return this.#turns.short(async () => {
      await settleRefusals(this.#register);
      return packChanges(this.#register);
    });
  }

  /** Owners for whom files may be waiting: the collector, further PCs of this side, members of an office. */
  peers(): Promise<Peer[]> {
    return listPeers(this.#register);
  }

  /** What this peer lacks by all that is known. */
  async outgoing(peer: string): Promise<OutgoingFile[]> {
    await this.#resume();
    return this.#turns.short(() => listOutgoing(this.#register, peer));
  }

  /**
   * Reads one whole file from outside. A bad file is an outcome, never an error; reading it again changes nothing.
   *
   * Raises only Problems of the register: diskFull, folderReadOnly, registerBusy, registerNotSetUp, keysMissing.
   */
  async receive(bytes: Buffer, carrier: Carried): Promise<Received> {
    await this.#resume();
    return this.#turns.long((pause) => receiveFile(this.#register, { bytes, carrier }, pause));
  }

  /** Reads a kept file again: one that was released. Undefined when it is gone or spoilt. */
  async receiveAgain(row: PackageRow): Promise<Received | undefined> {
    return this.#turns.long(async (pause) => {
      const received = await receiveKept(this.#register, row, pause);
      await drainInbox(this.#register, pause);
      return received;
    });
  }

  /** Cheap: may this file be of use to us, and do we not have it already? */
  isWanted(header: OuterHeader): Promise<boolean> {
    return isFileWanted(this.#register, header);
  }

  /** Remembers a file that is too large to be read, by its first bytes: refused as malformed, listed, and logged once. */
  refuseOversized(file: UnreadFile, carrier: Carried): Promise<Received> {
    return this.#turns.short(() => refuseUnread(this.#register, file, carrier));
  }

  /** Those of the files that lie for this peer which have done their work and may be taken away. */
  pickConfirmed<Laid extends LaidFile>(peer: string, laid: readonly Laid[]): Promise<Laid[]> {
    return this.#turns.short(() => pickConfirmed(this.#register, peer, laid));
  }

  /** Our acknowledgement for a peer, as file bytes. Raises recordNotFound for a stranger. */
  async acknowledgementFor(peer: string): Promise<Buffer> {
    return (await this.#turns.short(() => writeAcknowledgementFor(this.#register, peer))).bytes;
  }

  /** The owner and public key of a replica that is known, trusted and not revoked. */
  async findKnownCaller(replica: string): Promise<KnownCaller | undefined> {
    const { own } = await openKeyring(this.#register);
    return findKnownCaller(this.#register.reader, own, replica);
  }

  /** This installation and its signature, for a request over HTTP. */
  async signRequest(
    method: string,
    pathWithQuery: string,
    nonce: string,
  ): Promise<{ replica: string; signature: string }> {
    const { keys } = await openKeyring(this.#register);
    return signRequestAs(keys, method, pathWithQuery, nonce);
  }

  /** Lets what is being read come to its end, and packs what is left. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turns.whenIdle();
    await this.#packQuietly();
  }

  async #packWhenDue(): Promise<void> {
    const { reader } = this.#register;
    const installation = await findInstallation(reader);
    if (!installation) return;
    if (this.#register.options.clock().getTime() - this.#prunedAt >= PRUNE_AFTER_MS)
      await this.#turns.short(() => this.#pruneQuietly());
    const { replica } = installation;
    const packed = await getLastPacked(reader, replica);
    const waiting = ((await findChainHead(reader, replica))?.seq ?? 0) - packed;
    if (waiting <= 0) return;
    const since = Date.parse((await findChange(reader, replica, packed + 1))?.at ?? '');
    const isOld = this.#register.options.clock().getTime() - since >= PACK_AFTER_MS;
    if (waiting >= PACK_AFTER_CHANGES || isOld) await this.#packQuietly();
  }

  /** A disk that is full must not stop the program from closing; the changes are packed the next time. */
  async #packQuietly(): Promise<void> {
    await this.#quietly('changes were not packed', async () => {
      if (await findInstallation(this.#register.reader)) await this.pack();
    });
  }

  /** What cannot be removed today is removed some other day. */
  async #pruneQuietly(): Promise<void> {
    this.#prunedAt = this.#register.options.clock().getTime();
    await this.#quietly('files were not removed', async () => {
      await settleErased(this.#register);
      await redactUnread(this.#register);
      await pruneFiles(this.#register);
    });
  }

  /** Work that is done again later: what stops it is logged, and stops nothing else. */
  async #quietly(failure: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const what = isProblem(error) ? error.code : String(error);
      this.#register.options.log({ level: 'error', message: failure, problem: what });
    }
  }

  /** Once: the program may have ended between two slices of a package, which its peer counts as arrived. */
  #resume(): Promise<void> {
    this.#resumed ??= this.#turns
      .long(async (pause) => {
        await drainInbox(this.#register, pause);
        await this.#pruneQuietly();
      })
      .catch((error: unknown) => {
        this.#resumed = undefined;
        throw error;
      });
    return this.#resumed;
  }
}
