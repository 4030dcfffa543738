/** `so-may receipts`: every receipt and counter-document; `so-may receipts cancel` answers a mistaken one. */
import type { Command } from 'commander';
import { valueInWords } from '../../shared/sentences/values.ts';
import { getClassId, getRoundId, getSchoolOwner, getStudentId } from '../find-records.ts';
import { dayValue } from '../option-values.ts';
import { toColumns, toDay } from '../printer.ts';
import { readAll } from '../read-all.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

interface Options {
  school?: string;
  class?: string;
  student?: string;
  round?: string;
  masked: boolean;
}

export function addReceipts(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const { options } = text;
  const command = program
    .command('receipts')
    .description(text.commands.receipts)
    .helpCommand(false)
    .option('--school <code>', options.school)
    .option('--class <name>', options.class)
    .option('--student <key>', options.student)
    .option('--round <name>', options.round)
    .option('--masked', options.masked, false)
    .action(async (_options: object, command: Command) => {
      const given = command.opts<Options>();
      await runCommand(command, surroundings, async ({ client, print, language }) => {
        const owner = await getSchoolOwner(client, given.school);
        const filter = {
          owner,
          class: given.class === undefined ? null : await getClassId(client, given.class, owner),
          student: given.student === undefined ? null : await getStudentId(client, given.student),
          round: given.round === undefined ? null : await getRoundId(client, given.round, owner),
          wholeNumbers: print.isJson && !given.masked,
        };
        const receipts = await readAll((request) => client.receipts.list({ ...filter, ...request }));
        print.result(receipts, () => [
          ...toColumns(
            receipts.map((receipt) => [
              toDay(receipt.receivedOn),
              valueInWords(language, 'receiptKind', receipt.kind),
              receipt.className,
              receipt.studentName,
              receipt.serialNumber,
              receipt.receiverName,
              receipt.id,
            ]),
          ),
          text.count(receipts.length),
        ]);
      });
    });
  command
    .command('cancel')
    .description(text.commands.receiptsCancel)
    .argument('<id>', text.arguments.receipt)
    .requiredOption('--reason <text>', options.reason)
    .option('--on <day>', options.on, dayValue(text))
    .action(async (id: string, { reason, on }: { reason: string; on?: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const saved = await client.receipts.cancel({ id, reason, cancelledOn: on });
        print.result({ ...saved, cancels: id }, () => [text.cancelled(saved.id)]);
      });
    });
}
