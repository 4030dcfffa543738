/** What is wrong with how a command was written, in the reader's language. */
import type { CommanderError } from 'commander';
import type { Language } from '../shared/sentences/language.ts';

const sentences: Record<string, Record<Language, (name: string) => string>> = {
  'commander.missingArgument': { vi: (name) => `Thiếu tham số <${name}>.`, en: (name) => `<${name}> is missing.` },
  'commander.optionMissingArgument': {
    vi: (name) => `Tuỳ chọn ${name} thiếu giá trị.`,
    en: (name) => `Option ${name} needs a value.`,
  },
  'commander.missingMandatoryOptionValue': {
    vi: (name) => `Thiếu tuỳ chọn ${name}.`,
    en: (name) => `Option ${name} is missing.`,
  },
  'commander.unknownOption': {
    vi: (name) => `Không có tuỳ chọn ${name}.`,
    en: (name) => `There is no option ${name}.`,
  },
  'commander.unknownCommand': { vi: (name) => `Không có lệnh ${name}.`, en: (name) => `There is no command ${name}.` },
  'commander.excessArguments': { vi: () => 'Thừa tham số.', en: () => 'Too many arguments.' },
};

/** One sentence, or none where the help text has been printed instead. */
export function usageSentence(language: Language, error: CommanderError): string | undefined {
  if (error.code === 'commander.help') return undefined;
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  return sentences[error.code]?.[language](name) ?? error.message.replace(/^error: /, '');
}
