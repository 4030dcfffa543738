/** `so-may replicas`, `revoke`, `join`: the PCs of a side. */
import type { Command } from 'commander';
import { openGivenFile, writeGivenFile } from '../files.ts';
import { toColumns } from '../printer.ts';
import { runCommand, type Surroundings } from '../run-command.ts';
import { checkCodeIsGiven, readCode } from '../secrets.ts';

export function addReplicas(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('replicas')
    .description(text.commands.replicas)
    .option('--invite <file>', text.options.inviteReplica)
    .action(async ({ invite }: { invite?: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        if (invite !== undefined) {
          const { file, ...made } = await client.replicas.invite();
          const written = await writeGivenFile(invite, file);
          print.result({ file: written, ...made }, () => [
            text.written(written),
            text.expires(made.expiresAt),
            made.digits,
          ]);
          return;
        }
        const replicas = await client.replicas.list();
        print.result(replicas, () =>
          toColumns(
            replicas.map(({ replica, name, ownerName, lastSeq, revokedAfter }) => [
              replica,
              name,
              ownerName,
              lastSeq,
              revokedAfter === null ? '' : text.revokedAfter(revokedAfter),
            ]),
          ),
        );
      });
    });
}

export function addRevoke(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('revoke')
    .description(text.commands.revoke)
    .argument('<replica>', text.arguments.replica)
    .requiredOption('--reason <text>', text.options.reason)
    .action(async (replica: string, { reason }: { reason: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const written = await client.replicas.revoke({ replica, reason });
        print.result(written, () => [text.revoked(replica)]);
      });
    });
}

interface JoinOptions {
  digits?: string;
  digitsFile?: string;
  name: string;
}

export function addJoin(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('join')
    .description(text.commands.join)
    .argument('<file>', text.arguments.file)
    .option('--digits-file <file>', text.options.digitsFile)
    .option('--digits <text>', text.options.digits)
    .requiredOption('--name <name>', text.options.replicaName)
    .action(async (file: string, { name, ...given }: JoinOptions, command: Command) => {
      const code = { argument: given.digits, file: given.digitsFile };
      checkCodeIsGiven(command, code, text.digitsMissing);
      await runCommand(
        command,
        surroundings,
        async ({ client, print }) => {
          const digits = await readCode(code, text.askDigits);
          const joined = await client.replicas.join({ file: await openGivenFile(file), digits, name });
          print.result(joined, () => [text.joined(joined.ownerName)]);
        },
        { makesRegister: true },
      );
    });
}
