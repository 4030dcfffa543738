/** Compares a staged file with the register, whatever kind of file it is. */
import type { ImportKind } from '../../shared/contract/imports.ts';
import type { ReadHandle } from '../database/handles.ts';
import { compareDelivery } from './compare-delivery.ts';
import { compareRoster } from './compare-roster.ts';
import type { Comparison, FileRow } from './import-comparison.ts';

export interface FileToCompare {
  owner: string;
  kind: ImportKind;
  rows: readonly FileRow[];
  today: string;
  /** Devices only: the round; null: the first one in use. */
  round: string | null;
  /** Devices only: facts of the delivery note as the clerk confirmed them. */
  delivery: {
    documentNumber: string | null;
    documentDate: string | null;
    giver: string | null;
    receivedOn: string;
  } | null;
}

export async function compareImport(db: ReadHandle, file: FileToCompare): Promise<Comparison> {
  switch (file.kind) {
    case 'roster':
      return compareRoster(db, file.owner, file.rows, file.today);
    case 'devices':
      return compareDelivery(db, file);
  }
}
