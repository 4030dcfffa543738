/** `so-may students`: every pupil as a flat record. */
import type { Command } from 'commander';
import { valueInWords } from '../../shared/sentences/values.ts';
import { getClassId, getSchoolOwner } from '../find-records.ts';
import { toColumns, toDay } from '../printer.ts';
import { readAll } from '../read-all.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

export function addStudents(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('students')
    .description(text.commands.students)
    .option('--school <code>', text.options.school)
    .option('--class <name>', text.options.class)
    .action(async ({ class: className, school }: { class?: string; school?: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print, language }) => {
        const owner = await getSchoolOwner(client, school);
        const classId = className === undefined ? null : await getClassId(client, className, owner);
        const records = await readAll((request) => client.students.records({ owner, class: classId, ...request }));
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
