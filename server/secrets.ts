/** Passphrases for the command line: from a file, or typed at a terminal without being seen. Never an argument, which other users of the machine can read. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Problem } from '../shared/problems.ts';
import { fromCallersFolder } from './files.ts';

/** Names the file whose first line is the passphrase. */
const PASSPHRASE_FILE = 'SO_MAY_PASSPHRASE_FILE';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACES = ['\u007F', '\b'];

/** The first line of a file. Raises passphraseFileMissing { file }. */
export function readPassphraseFile(name: string): string {
  const file = fromCallersFolder(name);
  try {
    const line =
      readFileSync(file, 'utf8')
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)[0] ?? '';
    if (line !== '') return line;
  } catch {
    // Told below, like an empty file.
  }
  throw new Problem('passphraseFileMissing', { file });
}

/** The passphrase from the file that `SO_MAY_PASSPHRASE_FILE` names; undefined where it names none. Raises passphraseFileMissing { file }. */
export function readGivenPassphrase(): string | undefined {
  const name = process.env[PASSPHRASE_FILE];
  return name === undefined || name === '' ? undefined : readPassphraseFile(name);
}

/** How a code is given: in a file, or as an argument, which other users of the machine can read while the command runs. */
export interface GivenCode {
  argument: string | undefined;
  file: string | undefined;
}

/** Ends with status 2 where no code is given and nobody can be asked. */
export function checkCodeIsGiven(command: Command, { argument, file }: GivenCode, missing: string): void {
  if (argument === undefined && file === undefined && !canAsk())
    command.error(missing, { code: 'commander.missingMandatoryOptionValue', exitCode: 2 });
}

/** A printed code, as it was given, else typed at the terminal. Raises passphraseFileMissing { file }. */
export async function readCode({ argument, file }: GivenCode, question: string): Promise<string> {
  if (file !== undefined) return readPassphraseFile(file);
  return argument ?? askSecret(question);
}

/** True where somebody can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks at the terminal; what is typed is not shown. Ctrl-C ends the program, as everywhere. */
export function askSecret(question: string): Promise<string> {
  const { stdin, stderr } = process;
  return new Promise((resolve) => {
    let typed = '';
    const finish = (): void => {
      stdin.off('data', take).setRawMode(false).pause();
      stderr.write('\n');
    };
    const take = (text: string): void => {
      for (const letter of text) {
        if (letter === CTRL_C) {
          finish();
          process.exit(130);
        }
        if (letter === '\r' || letter === '\n' || letter === CTRL_D) {
          finish();
          resolve(typed);
          return;
        }
        typed = BACKSPACES.includes(letter) ? Array.from(typed).slice(0, -1).join('') : typed + letter;
      }
    };
    // Before the question, so that nothing that is typed early is shown.
    stdin.setRawMode(true).setEncoding('utf8').on('data', take).resume();
    stderr.write(question);
  });
}
