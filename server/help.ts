/** The help of every command in the reader's language, with one worked example each. Commander lays it out. */
import type { Argument, Command, HelpConfiguration, Option } from 'commander';
import { examples } from './examples.ts';
import type { Words } from './words.ts';

/** Commander's own words, and what stands between <> and [], as `text` says them. */
export function helpIn(text: Words): HelpConfiguration {
  const inWords = (term: string): string => localisePlaceholders(text, term);
  return {
    styleTitle: (title) => text.helpTitles[title] ?? title,
    styleUsage: inWords,
    styleSubcommandTerm: inWords,
    styleOptionTerm: inWords,
    styleArgumentTerm: (name) => text.placeholders[name] ?? name,
    optionDescription: (option) => describe(text, option),
    argumentDescription: (argument) => describe(text, argument),
    visibleGlobalOptions: (command) => (command.parent ? [...rootOf(command).options] : []),
    showGlobalOptions: true,
  };
}

/** Adds its example to each command below this one. */
export function addExamples(parent: Command, text: Words): void {
  for (const command of parent.commands) {
    const example = examples[pathOf(command)];
    // A command that only holds others has no example of its own.
    if (example === undefined && command.commands.length === 0) throw new Error(`no example for ${pathOf(command)}`);
    if (example !== undefined) command.addHelpText('after', `\n${text.example}\n  ${example}`);
    addExamples(command, text);
  }
}

/** `--data <dir>` as `--data <thư mục>`; names that are said the same way everywhere stay. */
export function localisePlaceholders(text: Words, term: string): string {
  return term.replaceAll(
    /([<[])([a-z]+)(\.\.\.)?([>\]])/g,
    (_whole, open: string, name: string, more: string | undefined, close: string) =>
      `${open}${text.placeholders[name] ?? name}${more ?? ''}${close}`,
  );
}

/** The description with its choices and its default, where a person would not guess them. */
function describe(text: Words, { description, argChoices, defaultValue }: Option | Argument): string {
  const more = [
    ...(argChoices ? [text.choices(argChoices.join(', '))] : []),
    ...(typeof defaultValue === 'string' ? [text.defaultValue(defaultValue)] : []),
  ];
  return more.length === 0 ? description : `${description} (${more.join('; ')})`;
}

/** `import undo`, without the program's own name. */
function pathOf(command: Command): string {
  return command.parent?.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function rootOf(command: Command): Command {
  return command.parent ? rootOf(command.parent) : command;
}
