/** Reads a file into the register, or only looks at it; both for class lists and for delivery notes. */
import { BackupKeeper } from '../core/backup/backup-keeper.ts';
import type { ImportKind, ImportPreview, RowNoteOutput } from '../shared/contract/imports.ts';
import { rowNoteSentence } from '../shared/sentences/row-note.ts';
import { openGivenFile } from './files.ts';
import { readAll } from './read-all.ts';
import type { Run } from './run-command.ts';

type Note = RowNoteOutput & { message: string };

/** What the command answers as JSON, whether it wrote or only looked. */
interface Outcome {
  id: string | null;
  accepted: number;
  unchanged: number;
  changed: number;
  rejected: Note[];
  warnings: Note[];
}

/** Exit status 1 when no row was saved and none was there already. */
export async function importFile(
  run: Run,
  { kind, name, isPreview, round }: { kind: ImportKind; name: string; isPreview: boolean; round: string | null },
): Promise<number> {
  const { client, print, text } = run;
  const preview = await stage(run, { kind, file: await openGivenFile(name), round });
  const outcome = isPreview ? await look(run, preview) : await write(run, preview.stage);
  if (isPreview) await client.imports.discard({ stage: preview.stage });
  print.progress('');
  const { id, accepted, changed, unchanged, rejected, warnings } = outcome;
  print.result(outcome, () => [
    isPreview ? text.wouldImport(accepted, changed, unchanged) : text.imported(accepted, changed, unchanged),
    ...(rejected.length > 0 ? [text.rejected(rejected.length), ...rejected.map(toLine)] : []),
    ...(warnings.length > 0 ? [text.warnings(warnings.length), ...warnings.map(toLine)] : []),
    ...(id === null ? [] : [text.undoHint(id)]),
  ]);
  return accepted + changed + unchanged > 0 ? 0 : 1;
}

async function stage(
  { client, print, text }: Run,
  given: { kind: ImportKind; file: File; round: string | null },
): Promise<ImportPreview> {
  for await (const event of await client.imports.read(given)) {
    if (event.type === 'ready') return event.preview;
    print.progress(text.reading(event.done, event.total));
  }
  throw new Error('the file was read without an answer');
}

async function write(run: Run, stage: string): Promise<Outcome> {
  await run.register.part(BackupKeeper).makeBefore('import');
  for await (const event of await run.client.imports.apply({ stage })) {
    if (event.type === 'done') {
      const { id, accepted, unchanged, changed, rejected, warnings } = event.result;
      return {
        id,
        accepted,
        unchanged,
        changed,
        rejected: rejected.map((note) => inWords(run, note)),
        warnings: warnings.map((note) => inWords(run, note)),
      };
    }
    run.print.progress(run.text.reading(event.done, event.total));
  }
  throw new Error('the file was written without an answer');
}

async function look(run: Run, { stage, counts, notes }: ImportPreview): Promise<Outcome> {
  const rowsOf = (group: 'problem' | 'warning') =>
    readAll((request) => run.client.imports.rows({ stage, group, ...request }));
  const rejected = (await rowsOf('problem')).flatMap((row) => row.problems);
  const warnings = [...notes, ...(await rowsOf('warning')).flatMap((row) => row.warnings)];
  return {
    id: null,
    accepted: counts.new,
    unchanged: counts.unchanged,
    changed: counts.changed,
    rejected: rejected.map((note) => inWords(run, note)),
    warnings: warnings.map((note) => inWords(run, note)),
  };
}

/** The note with its sentence, sheet, row and column in it, in the language that was asked for. */
function inWords({ language }: Run, note: RowNoteOutput): Note {
  return { ...note, message: rowNoteSentence(language, note) };
}

function toLine({ message }: Note): string {
  return `  ${message}`;
}
