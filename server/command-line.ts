/** The command line as a whole: its commands, its language, its exit status (0 done, 1 problem, 2 usage). */
import { Command, CommanderError, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { Language } from '../shared/sentences/language.ts';
import { addAssign } from './commands/assign.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addConflicts } from './commands/conflicts.ts';
import { addDevices } from './commands/devices.ts';
import { addEnrol } from './commands/enrol.ts';
import { addExport } from './commands/export.ts';
import { addFindings } from './commands/findings.ts';
import { addForm } from './commands/form.ts';
import { addHandOver } from './commands/hand-over.ts';
import { addImport } from './commands/import.ts';
import { addInit } from './commands/init.ts';
import { addOpen } from './commands/open.ts';
import { addPackage } from './commands/package.ts';
import { addReceipts } from './commands/receipts.ts';
import { addJoin, addReplicas, addRevoke } from './commands/replicas.ts';
import { addRestore } from './commands/restore.ts';
import { addSearch } from './commands/search.ts';
import { addServe } from './commands/serve.ts';
import { addStudents } from './commands/students.ts';
import { addSync } from './commands/sync.ts';
import { addAccount, addRecover, addUnlock } from './commands/vault.ts';
import { addErase } from './commands/erase.ts';
import { addVerify } from './commands/verify.ts';
import { followOutput } from './output.ts';
import type { ExitStatus } from './run-command.ts';
import { addExamples, helpIn } from './help.ts';
import { usageSentence } from './usage-sentence.ts';
import { words } from './words.ts';

/** Commands in the order in which `--help` lists them. */
const commands = [
  addInit,
  addOpen,
  addServe,
  addImport,
  addStudents,
  addSearch,
  addDevices,
  addAssign,
  addHandOver,
  addReceipts,
  addForm,
  addExport,
  addConflicts,
  addFindings,
  addEnrol,
  addSync,
  addPackage,
  addReplicas,
  addRevoke,
  addJoin,
  addBackup,
  addAudit,
  addRestore,
  addErase,
  addVerify,
  addUnlock,
  addRecover,
  addAccount,
];

/** Runs one command; returns the exit status, 1 also where what it printed could not be written. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const language = readLanguage(argv);
  const isWritten = followOutput();
  const status = await parse(argv, language);
  if (await isWritten()) return status;
  process.stderr.write(`${words[language].outputLost}\n`);
  return 1;
}

async function parse(argv: readonly string[], language: Language): Promise<number> {
  const status: ExitStatus = { value: 0 };
  try {
    await buildProgram(language, status).parseAsync(argv, { from: 'user' });
    return status.value;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const sentence = usageSentence(language, error);
    if (sentence) process.stderr.write(`${sentence}\n${words[language].seeHelp}\n`);
    return 2;
  }
}

function buildProgram(language: Language, status: ExitStatus): Command {
  const text = words[language];
  const program = new Command('so-may')
    .description(text.program)
    .version(manifest.version, '-V, --version', text.options.version)
    .helpOption('-h, --help', text.options.help)
    .helpCommand(false)
    .option('--data <dir>', text.options.data)
    .option('--json', text.options.json)
    .addOption(new Option('--lang <vi|en>', text.options.lang).choices(['vi', 'en']))
    .option('--actor <name>', text.options.actor)
    .configureHelp(helpIn(text))
    .addHelpText('after', `\n${text.helpEnd.join('\n')}`)
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
    .hook('preAction', (_program, command) => refuseParentOptions(command));
  for (const add of commands) add(program, { language, text, status });
  addExamples(program, text);
  return program;
}

/** `import undo ID --preview` must not undo: options of `import` itself say nothing to its further commands. */
function refuseParentOptions(command: Command): void {
  const { parent } = command;
  if (!parent?.parent) return;
  const given = parent.options.find(
    (option) =>
      parent.getOptionValueSource(option.attributeName()) === 'cli' &&
      !command.options.some(({ long }) => long === option.long),
  );
  if (given) command.error(`unknown option '${given.long}'`, { code: 'commander.unknownOption', exitCode: 2 });
}

/** The language must be known before the options are described. */
function readLanguage(argv: readonly string[]): Language {
  const index = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const argument = argv[index];
  const given = argument?.startsWith('--lang=') ? argument.slice('--lang='.length) : argv[index + 1];
  const wanted = argument === undefined ? process.env['SO_MAY_LANG'] : given;
  return wanted === 'en' ? 'en' : 'vi';
}
