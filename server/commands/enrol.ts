/** `so-may enrol`: an office writes an invitation; a school, or an office below, takes one. */
import type { Command } from 'commander';
import { openGivenFile, writeGivenFile } from '../files.ts';
import { type Run, runCommand, type Surroundings } from '../run-command.ts';

interface Options {
  out?: string;
  code?: string;
  name?: string;
  days?: string;
}

export function addEnrol(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('enrol')
    .description(text.commands.enrol)
    .argument('[invitation]', text.arguments.invitation)
    .option('--out <file>', text.options.invitationOut)
    .option('--code <code>', text.options.memberCode)
    .option('--name <name>', text.options.memberName)
    .option('--days <number>', text.options.days)
    .action(async (invitation: string | undefined, options: Options, command: Command) => {
      if ((invitation === undefined) === (options.out === undefined))
        command.error(text.invitationOrOut, { code: 'commander.invalidArgument', exitCode: 2 });
      await runCommand(command, surroundings, (run) =>
        invitation === undefined ? invite(run, options) : accept(run, invitation),
      );
    });
}

async function invite({ client, print, text }: Run, { out = '', code, name, days }: Options): Promise<void> {
  const { file, ...made } = await client.enrolment.invite({
    memberCode: code ?? null,
    memberName: name ?? null,
    ...(days === undefined ? {} : { expiresInDays: Number(days) }),
  });
  const written = await writeGivenFile(out, file);
  print.result({ file: written, ...made }, () => [text.written(written), text.expires(made.expiresAt), made.digits]);
}

async function accept({ client, print, text }: Run, invitation: string): Promise<void> {
  const isTyped = /^[\d\s]{40,}$/.test(invitation);
  const source = isTyped ? { digits: invitation } : { file: await openGivenFile(invitation) };
  const collector = await client.enrolment.accept(source);
  print.result(collector, () => [text.enrolled(collector.name)]);
}
