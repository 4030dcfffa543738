/** `so-may form`: a filled form as an .xlsx file. */
import { Argument, type Command } from 'commander';
import { type FormName, formName } from '../../shared/contract/forms.ts';
import { getClassId, getRoundId, getStudentId } from '../find-records.ts';
import { writeGivenFile } from '../files.ts';
import { dayValue } from '../option-values.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

interface Options {
  out: string;
  planned: boolean;
  wholeNumbers: boolean;
  class?: string;
  student?: string;
  round?: string;
  number?: string;
  date?: string;
  deletion?: string;
}

export function addForm(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const { options } = text;
  program
    .command('form')
    .description(text.commands.form)
    .addArgument(new Argument('<form>', text.arguments.form).choices(formName.options))
    .requiredOption('--out <file>', options.out)
    .option('--planned', options.planned, false)
    .option('--whole-numbers', options.wholeNumbers, false)
    .option('--class <name>', options.class)
    .option('--student <key>', options.student)
    .option('--round <name>', options.round)
    .option('--number <text>', options.documentNumber)
    .option('--deletion <id>', options.deletion)
    .option('--date <day>', options.documentDate, dayValue(text))
    .action(async (form: FormName, given: Options, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const content = await client.forms.write({
          form,
          class: given.class === undefined ? null : await getClassId(client, given.class),
          student: given.student === undefined ? null : await getStudentId(client, given.student),
          round: given.round === undefined ? null : await getRoundId(client, given.round),
          isPlanned: given.planned,
          wholeNumbers: given.wholeNumbers,
          documentNumber: given.number,
          documentDate: given.date,
          deletion: given.deletion ?? null,
        });
        const file = await writeGivenFile(given.out, content);
        print.result({ form, file, sizeBytes: content.size }, () => [text.written(file)]);
      });
    });
}
