/** What was said when the program was started. */
import path from 'node:path';

/** The files of this program among the words: what the explorer says when one is opened. Relative to `folder`. */
export function readFiles(argv: readonly string[], folder: string): string[] {
  const data = argv.indexOf('--data');
  return argv
    .filter((argument, at) => /^[^-].*\.somay$/i.test(argument) && (data < 0 || at !== data + 1))
    .map((file) => path.resolve(folder, file));
}

/** The folder named by `--data DIR` or `--data=DIR`. */
export function readDataFolder(argv: readonly string[]): string | undefined {
  const index = argv.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  const argument = argv[index];
  if (argument === undefined) return undefined;
  return argument === '--data' ? argv[index + 1] : argument.slice('--data='.length);
}
