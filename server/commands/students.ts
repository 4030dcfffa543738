/** `so-may students`: every pupil as a flat record. */
import type { Command } from 'commander';
import { valueInWords } from '../../shared/sentences/values.ts';
import { getClassId, getSchoolOwner } from '../find-records.ts';
import { toColumns, toDay } from '../printer.ts';
import { readAll } from '../read-all.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

interface Options {
  class?: string;
  school?: string;
  masked: boolean;
}

export function addStudents(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('students')
    .description(text.commands.students)
    .option('--school <code>', text.options.school)
    .option('--class <name>', text.options.class)
    .option('--masked', text.options.masked, false)
    .action(async ({ class: className, school, masked }: Options, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print, language }) => {
        const owner = await getSchoolOwner(client, school);
        const classId = className === undefined ? null : await getClassId(client, className, owner);
        // The lines for a person show no number; what programs read has always had it.
        const wholeNumbers = print.isJson && !masked;
        const records = await readAll((request) =>
          client.students.records({ owner, class: classId, wholeNumbers, ...request }),
        );
        print.result(records, () => [
          ...toColumns(
            records.map((one) => [
              one.className,
              one.moetId,
              one.fullName,
              toDay(one.birthDate),
              valueInWords(language, 'povertyLevel', one.povertyStatus) || null,
            ]),
          ),
          text.count(records.length),
        ]);
      });
    });
}
