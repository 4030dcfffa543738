/** Why a file is not taken as a whole: the closed list of docs/sync.md. */
import type { RefusalReason } from '../../../shared/records/office.ts';

export class FileRefused extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(`file refused: ${reason}`);
    this.name = 'FileRefused';
    this.reason = reason;
  }
}
