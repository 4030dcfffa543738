/** `so-may audit`: who did what in the register, newest first; with --out as a workbook. */
import { type Command, Option } from 'commander';
import { type AuditEntry, type AuditKind, auditKind } from '../../shared/contract/audit.ts';
import { Problem } from '../../shared/problems.ts';
import { recordTableNames } from '../../shared/records/record-tables.ts';
import { eventInWords } from '../../shared/sentences/events.ts';
import { findFieldWords, tableWords } from '../../shared/sentences/fields.ts';
import type { Language } from '../../shared/sentences/language.ts';
import { writeGivenFile } from '../files.ts';
import { getDevice, getStudentId } from '../find-records.ts';
import { dayValue } from '../option-values.ts';
import { type Client, runCommand, type Surroundings } from '../run-command.ts';
import type { Words } from '../words.ts';

interface Options {
  since?: string;
  until?: string;
  person?: string;
  kind?: AuditKind;
  table?: string;
  student?: string;
  serial?: string;
  out?: string;
}

export function addAudit(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const { audit: words } = text;
  program
    .command('audit')
    .description(words.list)
    .option('--since <day>', words.since, dayValue(text))
    .option('--until <day>', words.until, dayValue(text))
    .option('--person <name>', words.person)
    .addOption(new Option('--kind <kind>', words.kind).choices(auditKind.options))
    .addOption(new Option('--table <name>', words.table).choices(recordTableNames))
    .option('--student <key>', words.student)
    .option('--serial <number>', words.serial)
    .option('--out <file>', words.out)
    .action(async (given: Options, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print, language }) => {
        const filter = await toFilter(client, given);
        if (given.out !== undefined) {
          const content = await client.audit.write(filter);
          const file = await writeGivenFile(given.out, content);
          print.result({ file, sizeBytes: content.size }, () => [text.written(file)]);
          return;
        }
        const entries = await readEntries(client, filter);
        print.result(entries, () =>
          entries.length === 0 ? [words.none] : entries.flatMap((entry) => toLines(entry, language, text)),
        );
      });
    });
}

/** Raises personNotFound, studentNotFound, studentAmbiguous, deviceNotFound. */
async function toFilter(client: Client, given: Options) {
  const { since, until, kind, table, person, student, serial } = given;
  return {
    from: since,
    until,
    kind,
    table,
    person: person === undefined ? undefined : await getPersonId(client, person),
    student: student === undefined ? undefined : await getStudentId(client, student),
    device: serial === undefined ? undefined : (await getDevice(client, serial)).id,
  };
}

/** Also of one who has left: the journal still names that person. Raises personNotFound { name }. */
async function getPersonId(client: Client, name: string): Promise<string> {
  const found = (await client.people.list()).find((person) => person.name === name.normalize('NFC'));
  if (!found) throw new Problem('personNotFound', { name });
  return found.id;
}

async function readEntries(client: Client, filter: Awaited<ReturnType<typeof toFilter>>): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof client.audit.list>> = await client.audit.list({
      ...filter,
      cursor,
      limit: 500,
    });
    entries.push(...page.entries);
    ({ cursor } = page);
  } while (cursor !== null);
  return entries;
}

function toLines(entry: AuditEntry, language: Language, { audit: words }: Words): string[] {
  const tables: Partial<Record<string, Record<Language, string>>> = tableWords;
  const what =
    entry.kind === null
      ? `${tables[entry.table]?.[language] ?? entry.table}${entry.isCreation ? ` (${words.created})` : ''}`
      : eventInWords(language, entry.kind, entry.details);
  const head = [entry.at, entry.actorName || words.nobody, what, entry.label].filter(Boolean).join(' · ');
  const fields = entry.fields.map(({ field, before, after }) => {
    const name = findFieldWords(field, entry.table)?.[language] ?? field;
    return entry.isCreation ? `    ${name}: ${after ?? '–'}` : `    ${name}: ${before ?? '–'} → ${after ?? '–'}`;
  });
  return [head, ...fields];
}
