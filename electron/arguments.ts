/** What was said when the program was started. */

/** The folder named by `--data DIR` or `--data=DIR`. */
export function readDataFolder(argv: readonly string[]): string | undefined {
  const index = argv.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  const argument = argv[index];
  if (argument === undefined) return undefined;
  return argument === '--data' ? argv[index + 1] : argument.slice('--data='.length);
}
