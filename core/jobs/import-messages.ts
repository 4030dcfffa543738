/** What the host and the worker of one staged file say to each other. Rows cross only page by page. */
import type {
  ImportKind,
  ImportPreview,
  ImportProgress,
  ImportResult,
  ImportRow,
} from '../../shared/contract/imports.ts';
import type { UndoResult } from '../../shared/contract/register.ts';
import type { ProblemDetails } from '../../shared/problems.ts';

/** Which rows a page shows. */
export type RowGroup = 'new' | 'changed' | 'unchanged' | 'problem' | 'warning' | 'lowered';

/** A column as the clerk chose it; null: dropped. */
export interface ColumnChoice {
  sheet: string;
  index: number;
  field: string | null;
}

/** Facts of a delivery note, as the clerk confirmed them. */
export interface DeliveryFacts {
  documentNumber: string | null;
  documentDate: string | null;
  giver: string | null;
  receivedOn: string;
}

export interface ImportCalls {
  read: {
    input: { stage: string; kind: ImportKind; fileName: string; bytes: Uint8Array; round: string | null };
    output: ImportPreview;
  };
  map: { input: { columns: ColumnChoice[] }; output: ImportPreview };
  rows: {
    input: { group: RowGroup; offset: number; limit: number };
    output: { total: number; rows: ImportRow[] };
  };
  apply: {
    input: { personId: string | null; lower: { sheet: string; row: number }[]; delivery: DeliveryFacts | null };
    output: ImportResult;
  };
  /** Undoing an import is as long a work as the import. */
  undo: { input: { personId: string | null; command: string }; output: UndoResult };
}
export type ImportCallName = keyof ImportCalls;

/** One call to the worker. `now` is the host's clock: what the worker writes carries it. */
export type ImportRequest = {
  [Name in ImportCallName]: { id: number; call: Name; now: string; input: ImportCalls[Name]['input'] };
}[ImportCallName];

export type ImportAnswer =
  | { id: number; type: 'progress'; progress: ImportProgress }
  | { id: number; type: 'done'; output: ImportCalls[ImportCallName]['output'] }
  | { id: number; type: 'problem'; code: string; details: ProblemDetails }
  | { id: number; type: 'bug'; stack: string };

/** What a worker is started with. */
export interface ImportWorkerStart {
  dataDir: string;
  /** Handed over in memory: the worker opens the same file. */
  dataKey: Uint8Array;
  resourcesDir: string;
  workerUrl: string;
  /** One Int32: not zero once the call under way is to stop. */
  cancelFlag: SharedArrayBuffer;
}
