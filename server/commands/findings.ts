/** `so-may findings`: rules across records that do not hold after the work of several PCs came together. */
import type { Command } from 'commander';
import { isKnownTable } from '../../shared/records/record-tables.ts';
import { findingSentences } from '../../shared/sentences/conflicts.ts';
import { tableWords } from '../../shared/sentences/fields.ts';
import { readAll } from '../read-all.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

export function addFindings(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('findings')
    .description(text.commands.findings)
    .action(async (_options: object, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print, language }) => {
        const findings = await readAll((request) => client.findings.list(request));
        print.result(findings, () => [
          ...findings.flatMap(({ kind, value, records }) => [
            `${findingSentences[kind][language]} (${value})`,
            ...records.map(({ recordTable, record, label }) => {
              const name = isKnownTable(recordTable) ? tableWords[recordTable][language] : recordTable;
              return `  ${[name, label, record].filter(Boolean).join(' · ')}`;
            }),
          ]),
          text.count(findings.length),
        ]);
        return 0;
      });
    });
}
