/** `so-may search`: pupils and devices by what is remembered of them. */
import type { Command } from 'commander';
import { toColumns, toDay } from '../printer.ts';
import { runCommand, type Surroundings } from '../run-command.ts';

/** As many as the search box of the screens can ask for. */
const MOST_HITS = 50;

export function addSearch(program: Command, surroundings: Surroundings): void {
  const { text } = surroundings;
  program
    .command('search')
    .description(text.commands.search)
    .argument('<text...>', text.arguments.text)
    .action(async (parts: string[], _options: object, command: Command) => {
      await runCommand(command, surroundings, async ({ client, print }) => {
        const hits = await client.search.find({ text: parts.join(' '), limit: MOST_HITS });
        print.result(hits, () =>
          hits.length === 0
            ? [text.nothingFound]
            : toColumns(hits.map((hit) => [hit.label, hit.className, toDay(hit.birthDate), hit.detail, hit.id])),
        );
      });
    });
}
