/**
 * `so-may verify`: rebuilds the register from its journal and compares; exit status 1 when something differs, or when the code that was typed from paper
 * is in no chain.
 */
import type { Command } from 'commander';
import { findOwnDeviceKey } from '../../core/services/vault-proof.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

export function addVerify(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('verify')
    .description(text.commands.verify)
    .option('--code <code>', text.options.paperCode)
    .action(async ({ code }: { code?: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, register, print }) => {
        const onPaper = code === undefined ? null : await client.journal.checkCode({ code });
        const report = await client.journal.verify();
        const deviceKeyFile = findOwnDeviceKey(register);
        const { plainFile } = await client.vault.status();
        const { place, folder } = await client.register.status();
        print.result({ ...report, ...(onPaper && { onPaper }), deviceKeyFile, plainFile, place }, () => [
          report.isSound ? text.sound(report.changes, report.records) : text.unsound(report.faults.length),
          ...report.faults.map(
            (fault) => `  ${[fault.kind, fault.table, fault.record, fault.detail].filter(Boolean).join(' · ')}`,
          ),
          ...(report.unanchored > 0 ? [text.unanchored(report.unanchored)] : []),
          ...report.unanchoredRanges.map(({ replica, first, last }) => `  ${replica} ${first}–${last}`),
          ...(report.lastAnchor ? [text.lastAnchor(report.lastAnchor.kind, report.lastAnchor.at)] : []),
          ...(onPaper === null ? [] : [onPaper.isHere ? text.codeHere(onPaper.at ?? '') : text.codeGone(onPaper.seq)]),
          ...(deviceKeyFile === null ? [] : [text.deviceKeyAt(deviceKeyFile)]),
          ...(plainFile === null ? [] : [text.plainFileAt(plainFile)]),
          ...(place === 'stick' ? [text.onStick(folder)] : []),
        ]);
        return report.isSound && onPaper?.isHere !== false ? 0 : 1;
      });
    });
}
