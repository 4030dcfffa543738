/** `so-may assign`: plans one device for a pupil, or devices in stock order for a class. */
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { getClassId, getDevice, getRoundId, getStudentId } from '../find-records.ts';
import { type Run, runCommand, type Surroundings } from '../run-command.ts';

const povertyStatus = z.enum(['poor', 'near_poor', 'none', 'unknown']);

interface Options {
  student?: string;
  serial?: string;
  class?: string;
  status?: z.output<typeof povertyStatus>[];
  round?: string;
  model?: string;
  reason?: string;
}

export function addAssign(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const { options } = text;
  program
    .command('assign')
    .description(text.commands.assign)
    .option('--student <key>', options.student)
    .option('--serial <number>', options.serial)
    .option('--reason <text>', options.overrideReason)
    .option('--class <name>', options.class)
    .option('--status <list>', options.status, (list) => parseStatuses(list, text.oneOf))
    .option('--round <name>', options.round)
    .option('--model <name>', options.model)
    .action(async (given: Options, command: Command) => {
      const { student, serial, class: className } = given;
      if (student !== undefined && serial !== undefined && className === undefined) {
        await runCommand(command, surroundings, (run) => assignOne(run, { student, serial, reason: given.reason }));
      } else if (className !== undefined && student === undefined && serial === undefined) {
        await runCommand(command, surroundings, (run) => assignClass(run, className, given));
      } else {
        command.error(text.studentOrClass, { exitCode: 2 });
      }
    });
}

async function assignOne(
  { client, print, text }: Run,
  given: { student: string; serial: string; reason: string | undefined },
): Promise<void> {
  const student = await getStudentId(client, given.student);
  const device = await getDevice(client, given.serial);
  const saved = await client.assignments.save({ student, device: device.id, overrideReason: given.reason });
  const result = { ...saved, student, device: device.id, serialNumber: device.serialNumber };
  print.result(result, () => [text.assignedOne(device.serialNumber)]);
}

/** Exit status 1 when no pupil got a device although some should have. */
async function assignClass({ client, print, text }: Run, className: string, given: Options): Promise<number> {
  const saved = await client.assignments.saveClass({
    class: await getClassId(client, className),
    round: await getRoundId(client, given.round),
    povertyStatuses: given.status ?? [],
    model: given.model ?? null,
  });
  const refused = saved.refused.map((line) => ({ ...line, message: print.sentence(line.problem, line.details) }));
  print.result({ ...saved, refused }, () => [
    text.assigned(saved.assigned),
    ...(refused.length > 0 ? [text.refused(refused.length)] : []),
    ...refused.map((line) => `  ${line.label}: ${line.message}`),
    ...(saved.missing > 0 ? [text.missing(saved.missing)] : []),
  ]);
  return saved.assigned === 0 && refused.length + saved.missing > 0 ? 1 : 0;
}

function parseStatuses(list: string, message: (values: string) => string): z.output<typeof povertyStatus>[] {
  const parsed = z.array(povertyStatus).safeParse(list.split(',').map((one) => one.trim()));
  if (!parsed.success) throw new InvalidArgumentError(message(povertyStatus.options.join(', ')));
  return parsed.data;
}
