/** `so-may devices`: every device; `so-may devices import` reads a delivery note. */
import type { Command } from 'commander';
import { valueInWords } from '../../shared/sentences/values.ts';
import { getRoundId, getSchoolOwner } from '../find-records.ts';
import { importFile } from '../import-file.ts';
import { toColumns } from '../printer.ts';
import { readAll } from '../read-all.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

export function addDevices(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const command = program
    .command('devices')
    .description(text.commands.devices)
    .helpCommand(false)
    .option('--school <code>', text.options.school)
    .option('--round <name>', text.options.round)
    .action(async (_options: object, command: Command) => {
      const { round: name, school } = command.opts<{ round?: string; school?: string }>();
      await runCommand(command, surroundings, async ({ client, print, language }) => {
        const owner = await getSchoolOwner(client, school);
        const round = name === undefined ? null : await getRoundId(client, name, owner);
        const devices = await readAll((request) => client.devices.list({ owner, round, ...request }));
        print.result(devices, () => [
          ...toColumns(
            devices.map((device) => [
              device.serialNumber,
              device.model ?? device.name,
              valueInWords(language, 'deviceState', device.state),
              device.studentName,
              device.className,
            ]),
          ),
          text.count(devices.length),
        ]);
      });
    });
  command
    .command('import')
    .description(text.commands.devicesImport)
    .argument('<file>', text.arguments.file)
    .option('--preview', text.options.preview, false)
    .option('--round <name>', text.options.round)
    .action(async (name: string, { preview }: { preview: boolean }, command: Command) => {
      // The parent command knows --round as well and may have taken it.
      const { round } = command.optsWithGlobals<{ round?: string }>();
      await runCommand(command, surroundings, async (run) =>
        importFile(run, {
          kind: 'devices',
          name,
          isPreview: preview,
          round: round === undefined ? null : await getRoundId(run.client, round),
        }),
      );
    });
}
