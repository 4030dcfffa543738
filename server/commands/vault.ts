/** `so-may unlock`, `recover`, `account …`: who may open the register. */
import type { Command } from 'commander';
import { Problem } from '../../shared/problems.ts';
import { fromCallersFolder } from '../files.ts';
import { toColumns } from '../printer.ts';
import { type Client, runCommand, type Surroundings } from '../run-command.ts';
import { askSecret, canAsk, checkCodeIsGiven, readCode, readGivenPassphrase, readPassphraseFile } from '../secrets.ts';
import type { Words } from '../words.ts';

export function addUnlock(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('unlock')
    .description(text.commands.unlock)
    .requiredOption('--check', text.options.unlockCheck)
    .action(async (_options: unknown, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const status = await client.vault.status();
        const { accounts, opensByDevice, keychain, code } = status;
        const { person } = await client.session.get();
        print.result(status, () => [
          text.opens(person?.name ?? ''),
          ...(opensByDevice ? [text.opensByDevice] : []),
          text.openers(accounts.map(({ name }) => name).join(', ')),
          code === null ? text.noCode : text.codeMade(code.madeAt.slice(0, 10)),
          ...(keychain === 'on' ? [text.opensByKeychain] : []),
        ]);
      });
    });
}

interface RecoverOptions {
  code?: string;
  codeFile?: string;
  account?: string;
  passphraseFile?: string;
}

export function addRecover(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('recover')
    .description(text.commands.recover)
    .option('--code-file <file>', text.options.recoveryCodeFile)
    .option('--code <digits>', text.options.recoveryCode)
    .option('--account <name>', text.options.account)
    .option('--passphrase-file <file>', text.options.newPassphraseFile)
    .action(async (given: RecoverOptions, command: Command) => {
      const recoveryCode = { argument: given.code, file: given.codeFile };
      checkCodeIsGiven(command, recoveryCode, text.recoveryCodeMissing);
      await runCommand(
        command,
        surroundings,
        async ({ client, print }) => {
          const { accounts } = await client.vault.status();
          const account = given.account === undefined ? accounts[0] : findByName(accounts, given.account);
          if (!account)
            throw new Problem(given.account === undefined ? 'accountMissing' : 'personNotFound', {
              name: given.account ?? null,
            });
          const read = await readCode(recoveryCode, text.askRecoveryCode);
          const newPassphrase = await readNewPassphrase(text, given.passphraseFile);
          const { code } = await client.vault.recover({ code: read, person: account.person, newPassphrase });
          print.result({ person: account.person, name: account.name, code }, () => [
            text.recovered(account.name),
            ...tellCode(text, code),
          ]);
        },
        { opening: 'none' },
      );
    });
}

export function addAccount(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const account = program.command('account').description(text.commands.account);
  account
    .command('list')
    .description(text.commands.accountList)
    .action(async (_options: unknown, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const { accounts } = await client.vault.status();
        const rows = (await client.people.list())
          .filter(({ isVoided }) => !isVoided)
          .map(({ id, name, role }) => ({
            id,
            name,
            role,
            hasPassphrase: accounts.some(({ person }) => person === id),
          }));
        print.result(rows, () =>
          toColumns(rows.map(({ name, role, hasPassphrase }) => [name, role, hasPassphrase ? text.hasPassphrase : ''])),
        );
      });
    });
  account
    .command('add')
    .description(text.commands.accountAdd)
    .argument('<name>', text.arguments.personName)
    .option('--passphrase-file <file>', text.options.newPassphraseFile)
    .action(async (name: string, { passphraseFile }: { passphraseFile?: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const person = await getPerson(client, name);
        const passphrase = await readOwnPassphrase(text);
        const newPassphrase = await readNewPassphrase(text, passphraseFile);
        await client.vault.saveAccount({ passphrase, person: person.id, newPassphrase });
        print.result({ person: person.id, name: person.name }, () => [text.passphraseSaved(person.name)]);
      });
    });
  account
    .command('passphrase')
    .description(text.commands.accountPassphrase)
    .option('--passphrase-file <file>', text.options.newPassphraseFile)
    .action(async ({ passphraseFile }: { passphraseFile?: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const { person } = await client.session.get();
        if (!person) throw new Problem('personNotChosen');
        const { accounts } = await client.vault.status();
        const isFirst = accounts.length === 0;
        const passphrase = isFirst ? '' : await readOwnPassphrase(text);
        const newPassphrase = await readNewPassphrase(text, passphraseFile);
        const code = isFirst ? (await client.vault.protect({ newPassphrase })).code : null;
        if (!isFirst) await client.vault.changePassphrase({ passphrase, newPassphrase });
        print.result({ person: person.id, name: person.name, code }, () => [
          text.passphraseSaved(person.name),
          ...(code === null ? [] : tellCode(text, code)),
        ]);
      });
    });
  account
    .command('remove')
    .description(text.commands.accountRemove)
    .argument('<name>', text.arguments.personName)
    .action(async (name: string, _options: unknown, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const account = findByName((await client.vault.status()).accounts, name);
        if (!account) throw new Problem('personNotFound', { name });
        await client.vault.removeAccount({ passphrase: await readOwnPassphrase(text), person: account.person });
        print.result({ person: account.person, name: account.name }, () => [text.passphraseRemoved(account.name)]);
      });
    });
  addRescue(account, surroundings);
}

/** At an office: a school's register, brought on a stick, gets a new passphrase. */
function addRescue(account: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  account
    .command('rescue')
    .description(text.commands.accountRescue)
    .argument('<folder>', text.arguments.schoolFolder)
    .option('--account <name>', text.options.account)
    .option('--passphrase-file <file>', text.options.newPassphraseFile)
    .action(async (folder: string, given: { account?: string; passphraseFile?: string }, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const { accounts } = await client.vault.status();
        const rescued = await client.vault.rescue({
          folder: fromCallersFolder(folder),
          account: given.account,
          ...(accounts.length > 0 ? { passphrase: await readOwnPassphrase(text) } : {}),
          newPassphrase: await readNewPassphrase(text, given.passphraseFile),
        });
        print.result(rescued, () => [text.passphraseSaved(rescued.name), ...tellCode(text, rescued.code)]);
      });
    });
}

/** The code in groups of four, and what to do with it. */
export function tellCode(text: Words, code: string): string[] {
  return [text.yourCode, `  ${(code.match(/\d{1,4}/g) ?? []).join(' ')}`, text.keepYourCode];
}

/** A new passphrase: from the file, else typed twice. Raises passphraseFileMissing, passphraseNotGiven, passphrasesDiffer. */
export async function readNewPassphrase(text: Words, file: string | undefined): Promise<string> {
  if (file !== undefined) return readPassphraseFile(file);
  if (!canAsk()) throw new Problem('passphraseNotGiven');
  const typed = await askSecret(text.askNewPassphrase);
  if (typed !== (await askSecret(text.askAgain))) throw new Problem('passphrasesDiffer');
  return typed;
}

async function readOwnPassphrase(text: Words): Promise<string> {
  const given = readGivenPassphrase();
  if (given !== undefined) return given;
  if (!canAsk()) throw new Problem('passphraseNotGiven');
  return askSecret(text.askPassphrase);
}

async function getPerson(client: Client, name: string): Promise<{ id: string; name: string }> {
  const person = findByName(
    (await client.people.list()).filter(({ isVoided }) => !isVoided),
    name,
  );
  if (!person) throw new Problem('personNotFound', { name });
  return person;
}

function findByName<Named extends { name: string }>(all: readonly Named[], name: string): Named | undefined {
  return all.find((each) => each.name === name.normalize('NFC'));
}
