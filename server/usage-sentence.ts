/** What is wrong with how a command was written, in the reader's language. */
import type { CommanderError } from 'commander';
import type { Language } from '../shared/sentences/language.ts';
import { localisePlaceholders } from './help.ts';
import { words } from './words.ts';

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

const refusedValue: Record<Language, (value: string, option: string | undefined) => string> = {
  vi: (value, option) => `Giá trị “${value}”${option ? ` của ${option}` : ''} không dùng được.`,
  en: (value, option) => `“${value}” cannot be used${option ? ` for ${option}` : ''}.`,
};

/** One sentence, or none where the help text has been printed instead. */
export function usageSentence(language: Language, error: CommanderError): string | undefined {
  if (error.code === 'commander.help') return undefined;
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const told =
    sentences[error.code]?.[language](name) ??
    tellValue(language, error.message) ??
    error.message.replace(/^error: /, '');
  return localisePlaceholders(words[language], told);
}

/** Commander names option and value in English, then why: our own sentence, or the list of choices. */
function tellValue(language: Language, message: string): string | undefined {
  const refused = /(?:option '([^']*)' argument|command-argument value) '(.*?)' is invalid.*?\. (.*)$/s.exec(message);
  if (!refused) return undefined;
  const [, option, value = '', why = ''] = refused;
  const choices = /^Allowed choices are (.*)\.$/.exec(why)?.[1];
  return `${refusedValue[language](value, option)} ${choices === undefined ? why : words[language].oneOf(choices)}`;
}
