/** `so-may init`: makes the register of a school or an office. */
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { setUpInput } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import { officeLevel, schoolLevel } from '../../shared/records/organisation.ts';
import { checkPassphrase, findOwnDeviceKey } from '../../core/services/vault-proof.ts';
import { readPassphraseFile } from '../secrets.ts';
import { tellCode } from './vault.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

/** Who keeps the register when nobody is named; to be renamed on the page Sổ, cài đặt. */
const UNNAMED_PERSON = 'Người ghi sổ';

interface Options {
  role: 'school' | 'office';
  trial: boolean;
  code?: string;
  name?: string;
  schoolYear?: string;
  person: string;
  level?: string;
  province?: string;
  commune?: string;
  principal?: string;
  principalTitle?: string;
  officeLevel?: string;
  officeName?: string;
  passphraseFile?: string;
}

export function addInit(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  const { options } = text;
  program
    .command('init')
    .description(text.commands.init)
    .addOption(new Option('--role <role>', options.role).choices(['school', 'office']).default('school'))
    .option('--code <code>', options.code)
    .option('--trial', options.trial, false)
    .option('--name <name>', options.name)
    .option('--school-year <year>', options.schoolYear)
    .option('--person <name>', options.person, UNNAMED_PERSON)
    .addOption(new Option('--level <level>', options.level).choices([...schoolLevel.options, ...officeLevel.options]))
    .option('--province <name>', options.province)
    .option('--commune <name>', options.commune)
    .option('--principal <name>', options.principal)
    .option('--principal-title <title>', options.principalTitle)
    .addOption(new Option('--office-level <level>', options.officeLevel).choices(officeLevel.options))
    .option('--office-name <name>', options.officeName)
    .option('--passphrase-file <file>', options.passphraseFile)
    .action(async (given: Options, command: Command) => {
      if (!given.trial) requireOptions(given, command);
      await runCommand(
        command,
        surroundings,
        async ({ client, register, print }) => {
          const newPassphrase = given.passphraseFile === undefined ? undefined : readGoodPassphrase(given);
          const made = given.trial
            ? await client.register.setUpTrial()
            : await client.register.setUp(toSetUpInput(given));
          const code = newPassphrase === undefined ? null : (await client.vault.protect({ newPassphrase })).code;
          const deviceKeyFile = findOwnDeviceKey(register);
          const name = made.school?.name ?? made.office?.name ?? '';
          print.result({ ...made, person: given.person, code, deviceKeyFile }, () => [
            text.registerMade(name, made.folder),
            text.actingAs(given.person),
            ...(deviceKeyFile === null ? [] : [text.deviceKeyAt(deviceKeyFile)]),
            ...(code === null ? [] : tellCode(text, code)),
          ]);
        },
        { makesRegister: true },
      );
    });
}

/** Before anything is made: a passphrase that is refused leaves no register behind. Raises passphraseFileMissing, passphraseTooWeak { grade }. */
function readGoodPassphrase({ passphraseFile = '', name = '', code = '', person }: Options): string {
  const passphrase = readPassphraseFile(passphraseFile);
  checkPassphrase(passphrase, [name, code, person].filter(Boolean));
  return passphrase;
}

/** A school needs a code and a school year; an office neither; a trial nothing. */
function requireOptions(given: Options, command: Command): void {
  const isSchool = given.role === 'school';
  const missing = [
    given.name === undefined && '--name',
    isSchool && given.code === undefined && '--code',
    isSchool && given.schoolYear === undefined && '--school-year',
  ].find(Boolean);
  if (missing) {
    command.error(`required option '${missing}'`, { code: 'commander.missingMandatoryOptionValue', exitCode: 2 });
  }
}

/** Raises valueRefused { field }. */
function toSetUpInput(given: Options): z.input<typeof setUpInput> {
  const place = { province: given.province, commune: given.commune };
  const { code = null, name, level = null, person: personName } = given;
  const input =
    given.role === 'office'
      ? { role: 'office', personName, office: { code, name, level: level ?? 'commune', ...place } }
      : {
          role: 'school',
          personName,
          school: {
            code,
            name,
            level,
            ...place,
            schoolYear: given.schoolYear,
            principalName: given.principal,
            principalTitle: given.principalTitle,
            officeLevel: given.officeLevel,
            officeName: given.officeName,
          },
        };
  const parsed = setUpInput.safeParse(input);
  if (!parsed.success) throw new Problem('valueRefused', { field: String(parsed.error.issues[0]?.path.at(-1) ?? '') });
  return parsed.data;
}
