/** `so-may conflicts`: fields with two answers; `--settle ID --take N` chooses one of them. */
import { InvalidArgumentError, type Command } from 'commander';
import type { Conflict } from '../../shared/contract/conflicts.ts';
import { Problem } from '../../shared/problems.ts';
import { isKnownTable } from '../../shared/records/record-tables.ts';
import type { Language } from '../../shared/sentences/language.ts';
import { fieldName, tableWords } from '../../shared/sentences/fields.ts';
import { toDay } from '../printer.ts';
import { readAll } from '../read-all.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

export function addConflicts(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('conflicts')
    .description(text.commands.conflicts)
    .option('--settle <key>', text.options.settle)
    .option('--take <number>', text.options.take, (value) => {
      if (!/^[1-9]\d*$/.test(value)) throw new InvalidArgumentError(text.notANumber);
      return Number(value);
    })
    .action(async (given: { settle?: string; take?: number }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print, language }) => {
        const conflicts = await readAll((request) => client.conflicts.list(request));
        if (given.settle === undefined) {
          print.result(conflicts, () => [
            ...conflicts.flatMap((conflict) => toLines(language, conflict)),
            text.count(conflicts.length),
          ]);
          return 0;
        }
        const conflict = conflicts.find(({ id }) => id === given.settle);
        const value = conflict?.values[(given.take ?? 1) - 1];
        if (!value) throw new Problem('conflictSettled');
        const saved = await client.conflicts.settle({ id: given.settle, version: value.version });
        print.result(saved, () => [text.settled]);
        return 0;
      });
    });
}

function toLines(language: Language, conflict: Conflict): string[] {
  const table = conflict.recordTable;
  const name = isKnownTable(table) ? tableWords[table][language] : table;
  return [
    `${name} ${conflict.label} · ${conflict.id}`,
    ...conflict.values.map(({ fields, actorName, replicaName, at }, index) => {
      const values = fields.map(({ field, value }) => `${fieldName(language, field, table)}: ${value ?? '–'}`);
      return `  ${index + 1}. ${values.join('; ')} (${[actorName, replicaName, toDay(at.slice(0, 10))].join(', ')})`;
    }),
  ];
}
