/** A file that cannot be taken, with the reason of the closed list of docs/sync.md. */
import type { RefusalReason } from '../../../shared/records/office.ts';

export class FileRefused extends Error {
  readonly reason: RefusalReason;
  /** The same payload will never be taken here, whatever else comes: it need not be read again. */
  readonly isForGood: boolean;

  /** `detail` is for the log; it names no person. */
  constructor(reason: RefusalReason, detail: string, forGood?: 'forGood') {
    super(`${reason}: ${detail}`);
    this.name = 'FileRefused';
    this.reason = reason;
    this.isForGood = forGood !== undefined;
  }
}
