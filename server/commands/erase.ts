/** `so-may erase`: what an erasure would take; with `--yes` it is done, and nothing takes it back. */
import { type Command, Option } from 'commander';
import { type ErasureReason, erasureReason } from '../../shared/records/erasure.ts';
import { getStudentId } from '../find-records.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

interface Options {
  student: string[];
  due: boolean;
  reason?: ErasureReason;
  basis?: string;
  yes: boolean;
}

export function addErase(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const { options } = text;
  program
    .command('erase')
    .description(text.commands.erase)
    .option('--student <key>', options.eraseStudent, collect, [])
    .option('--due', options.due, false)
    .addOption(new Option('--reason <reason>', options.eraseReason).choices(erasureReason.options))
    .option('--basis <text>', options.basis)
    .option('--yes', options.yes, false)
    .action(async (given: Options, command: Command) => {
      if (given.student.length === 0 && !given.due)
        command.error(options.eraseStudent, { code: 'commander.invalidArgument', exitCode: 2 });
      await runCommand(command, surroundings, async ({ client, print }) => {
        const students: string[] = [];
        for (const key of given.student) students.push(await getStudentId(client, key));
        if (given.due)
          for (const { id, isOnLoan } of (await client.erasures.due()).rows) if (!isOnLoan) students.push(id);
        if (students.length === 0) {
          print.result({ pupils: 0, isDone: false }, () => [text.nobodyDue]);
          return;
        }
        const preview = await client.erasures.preview({ students });
        if (!given.yes) {
          print.result({ ...preview, isDone: false }, () => [
            ...preview.students.map(
              ({ className, fullName }) => `  ${[className, fullName].filter(Boolean).join(' ')}`,
            ),
            text.wouldErase(preview.pupils, preview.receipts, preview.attachments),
          ]);
          return;
        }
        const [only] = preview.students;
        const done = await client.erasures.save({
          students,
          reason: given.reason ?? (given.due ? 'retention' : 'request'),
          basis: given.basis,
          typedName: only && preview.students.length === 1 ? only.fullName : String(preview.pupils),
        });
        print.result({ ...preview, ...done, isDone: true }, () => [text.erased(preview.pupils, done.deletion)]);
      });
    });
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
