/** `so-may hand-over`: someone signed for a pupil's device. */
import { type Command, Option } from 'commander';
import { handoverMode } from '../../shared/records/device.ts';
import { getDevice, getStudentId } from '../find-records.ts';
import { dayValue, type Relation, relationValue } from '../option-values.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

interface Options {
  student: string;
  serial: string;
  receiver: string;
  relation?: Relation;
  receiverId?: string;
  on?: string;
  mode?: 'gift' | 'loan';
  reason?: string;
}

export function addHandOver(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const { options } = text;
  program
    .command('hand-over')
    .description(text.commands.handOver)
    .requiredOption('--student <key>', options.student)
    .requiredOption('--serial <number>', options.serial)
    .requiredOption('--receiver <name>', options.receiver)
    .option('--relation <relation>', options.relation, relationValue(text))
    .option('--receiver-id <number>', options.receiverId)
    .option('--on <day>', options.on, dayValue(text))
    .addOption(new Option('--mode <mode>', options.mode).choices(handoverMode.options))
    .option('--reason <text>', options.overrideReason)
    .action(async (given: Options, command: Command) => {
      await runCommand(command, surroundings, async ({ client, register, print }) => {
        const student = await getStudentId(client, given.student);
        const { id: device, serialNumber } = await getDevice(client, given.serial);
        const receivedOn = given.on ?? register.today();
        const saved = await client.receipts.save({
          student,
          device,
          mode: given.mode,
          receiverName: given.receiver,
          receiverRelation: given.relation,
          receiverPersonalId: given.receiverId,
          receivedOn,
          overrideReason: given.reason,
        });
        print.result({ ...saved, student, device, serialNumber, receivedOn }, () => [
          text.handedOver(serialNumber, saved.id),
        ]);
      });
    });
}
