/** One file that waits to be imported: read, mapped, compared, shown page by page, written. Lives in a worker. */
import { createHash } from 'node:crypto';
import type { ImportPreview, ImportProgress, ImportResult, ImportRow } from '../../shared/contract/imports.ts';
import { Problem } from '../../shared/problems.ts';
import type { ReadHandle } from '../database/handles.ts';
import { findColumnChoice, saveColumnChoice, type StoredChoice } from '../queries/column-choices.ts';
import { findImportOfFile } from '../queries/import-events.ts';
import type { Register } from '../register.ts';
import { applyImport, rowKey } from '../services/apply-import.ts';
import { compareImport } from '../services/compare-import.ts';
import type { Comparison } from '../services/import-comparison.ts';
import { countRows, groupRows, toImportRow } from '../services/import-preview.ts';
import { type ImportTable, readImportTable } from '../services/read-import-file.ts';
import { undoCommand } from '../services/undo-command.ts';
import { readWorkbook, type Workbook } from '../spreadsheets/read-workbook.ts';
import type {
  ColumnChoice,
  DeliveryFacts,
  ImportCalls,
  ImportCallName,
  ImportRequest,
  RowGroup,
} from './import-messages.ts';

/** Tells how far the work is; raises importCancelled when it is to stop. */
export type Reporter = (phase: ImportProgress['phase'], done: number, total: number) => void;

interface Staged {
  stage: string;
  kind: ImportPreview['kind'];
  fileName: string;
  sha256: string;
  round: string | null;
  workbook: Workbook;
  choice: StoredChoice;
  table: ImportTable;
  comparison: Comparison;
  groups: Record<RowGroup, number[]>;
  /** What the register was like when the file was compared with it. */
  stamp: string;
}

export class StagedImport {
  readonly #register: Register;
  #staged: Staged | undefined;

  constructor(register: Register) {
    this.#register = register;
  }

  /** Answers one request of the host. */
  call(request: ImportRequest, report: Reporter): Promise<ImportCalls[ImportCallName]['output']> {
    switch (request.call) {
      case 'read':
        return this.read(request.input, report);
      case 'map':
        return this.map(request.input.columns, report);
      case 'rows':
        return this.rows(request.input);
      case 'apply':
        return this.apply(request.input, report);
      case 'undo':
        return undoCommand(this.#register, { personId: request.input.personId }, request.input.command);
    }
  }

  /** Raises what the readers raise: fileEmpty, fileNotATable, fileHasNoHeader, … */
  async read(input: ImportCalls['read']['input'], report: Reporter): Promise<ImportPreview> {
    const { stage, kind, fileName, bytes, round } = input;
    report('reading', 0, 1);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const workbook = readWorkbook(bytes, fileName);
    const reading = (done: number, total: number): void => report('reading', done, total);
    let choice: StoredChoice = [];
    let table = readImportTable(workbook, kind, choice, reading);
    const remembered = await findColumnChoice(this.#register.reader, kind, table.fingerprint);
    if (remembered.length > 0) {
      choice = remembered;
      table = readImportTable(workbook, kind, choice, reading);
    }
    return this.#compare({ stage, kind, fileName, sha256, round, workbook, choice, table }, report);
  }

  /** Reads the same workbook with other columns and remembers them for the next file with these headers. */
  async map(columns: readonly ColumnChoice[], report: Reporter): Promise<ImportPreview> {
    const staged = this.#get();
    const choice = mergeChoice(staged.choice, columns);
    const table = readImportTable(staged.workbook, staged.kind, choice, (done, total) =>
      report('reading', done, total),
    );
    const headers = new Map(table.columns.map((column) => [`${column.index}\n${column.sheet}`, column.header]));
    const remembered = choice.flatMap(({ sheet, index, field, header }) => {
      const known = header ?? headers.get(`${index}\n${sheet}`);
      return known === undefined ? [] : [{ sheet: null, index, field, header: known }];
    });
    const preview = await this.#compare({ ...staged, choice, table }, report);
    await this.#register.transact((db) => saveColumnChoice(db, staged.kind, table.fingerprint, remembered));
    return preview;
  }

  async rows({ group, offset, limit }: ImportCalls['rows']['input']): Promise<{ total: number; rows: ImportRow[] }> {
    if (this.#get().stamp === '') await this.#compare(this.#get(), () => undefined);
    const { table, comparison, groups } = this.#get();
    const indexes = groups[group];
    const rows = indexes
      .slice(offset, offset + limit)
      .map((index) => toImportRow(table.rows[index]!, comparison.rows[index]!));
    return { total: indexes.length, rows };
  }

  /**
   * Compares once more inside the transaction when the register has changed since, and writes.
   *
   * Raises personNotChosen, importCancelled, diskFull, folderReadOnly, registerBusy.
   */
  async apply(input: ImportCalls['apply']['input'], report: Reporter): Promise<ImportResult> {
    const staged = this.#get();
    const { kind, fileName, sha256, round, table } = staged;
    const lower = new Set(input.lower.map(rowKey));
    report('writing', 0, table.rows.length);
    const result = await this.#register.run({ personId: input.personId }, async (command) => {
      const db = await command.read();
      const today = this.#register.today();
      const isFresh = staged.stamp === (await stampOf(db, today));
      const delivery = input.delivery ?? deliveryOf(table, today);
      const comparison =
        isFresh && kind === 'roster'
          ? staged.comparison
          : await compareImport(db, { owner: command.owner, kind, rows: table.rows, today, round, delivery });
      const file = { kind, fileName, sha256, round, notes: table.notes };
      return applyImport(command, file, table.rows, comparison, lower, (done, total) => report('writing', done, total));
    });
    staged.stamp = '';
    return result;
  }

  async #compare(given: Omit<Staged, 'comparison' | 'groups' | 'stamp'>, report: Reporter): Promise<ImportPreview> {
    const { kind, table, round, sha256 } = given;
    const db: ReadHandle = this.#register.reader;
    const { owner } = await this.#register.getInstallation();
    report('comparing', 0, table.rows.length);
    // Taken first: what is written meanwhile makes the comparison stale, never the other way round.
    const stamp = await stampOf(db, this.#register.today());
    const comparison = await compareImport(db, {
      owner,
      kind,
      rows: table.rows,
      today: this.#register.today(),
      round,
      delivery: null,
    });
    report('comparing', table.rows.length, table.rows.length);
    this.#staged = { ...given, comparison, groups: groupRows(comparison), stamp };
    const before = await findImportOfFile(db, owner, kind, sha256);
    const writesNothing = table.rows.every(
      (_, index) => !['new', 'changed'].includes(comparison.outcome(index, false)),
    );
    return {
      stage: given.stage,
      kind,
      fileName: given.fileName,
      encoding: table.encoding,
      columns: table.columns,
      fields: [...table.fields],
      skippedSheets: table.skippedSheets,
      counts: countRows(comparison),
      notes: table.notes,
      delivery: table.delivery,
      sameAs: before && writesNothing ? before : null,
    };
  }

  #get(): Staged {
    if (!this.#staged) throw new Problem('stageNotFound');
    return this.#staged;
  }
}

/** Equal as long as nothing was written and the day is the same. */
async function stampOf(db: ReadHandle, today: string): Promise<string> {
  const heads = await db.selectFrom('chainHeads').select(['replica', 'seq']).orderBy('replica').execute();
  return JSON.stringify([today, heads]);
}

/** Facts of the note as it was read, when the clerk confirmed no others. */
function deliveryOf({ delivery }: ImportTable, today: string): DeliveryFacts | null {
  return delivery && { ...delivery, receivedOn: delivery.documentDate ?? today };
}

/** A column that is chosen again forgets what was chosen before; a field goes to one column of a sheet. */
function mergeChoice(before: StoredChoice, columns: readonly ColumnChoice[]): StoredChoice {
  const kept = before.filter(
    (entry) =>
      !columns.some(
        ({ sheet, index, field }) =>
          (entry.sheet === null || entry.sheet === sheet) &&
          (entry.index === index || (field !== null && entry.field === field)),
      ),
  );
  return [...kept, ...columns];
}
