/** Compares a staged file with the register, whatever kind of file it is. */
import type { ReadHandle } from '../database/handles.ts';
import { compareDelivery } from './compare-delivery.ts';
import { compareRoster } from './compare-roster.ts';
import type { Comparison, FileToCompare } from './import-comparison.ts';

export async function compareImport(db: ReadHandle, file: FileToCompare): Promise<Comparison> {
  switch (file.kind) {
    case 'roster':
      return compareRoster(db, file.owner, file.rows, file.today);
    case 'devices':
      return compareDelivery(db, file);
  }
}
