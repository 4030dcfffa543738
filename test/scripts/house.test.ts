/** What the house promises of its own files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestRegister } from '../core/open-test-register.ts';
import { root } from '../e2e/program.ts';

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(folder, file));
}

it('`electron/` stays under 600 lines, and only it imports electron', () => {
  const lines = sources('electron').map((file) => read(file).split('\n').length);
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(600);
  const others = ['core', 'renderer', 'server', 'shared'].flatMap(sources);
  expect(others.filter((file) => /from 'electron'/.test(read(file)))).toEqual([]);
});

it('`.ci/run` calls exactly the two commands', () => {
  const commands = read('.ci/run')
    .split('\n')
    .filter((line) => /^(npm|npx|node)\b/.test(line));
  expect(commands.map((line) => line.replace(' --no-progress', ''))).toEqual(['npm install', 'npm test']);
});

it('every link of README, CONTRIBUTING and docs leads to a file', () => {
  const documents = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file));
  const lost = ['README.md', 'CONTRIBUTING.md', ...documents].flatMap((document) =>
    [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map(([, link]) => link ?? '')
      .filter((link) => !existsSync(path.join(root, path.dirname(document), decodeURI(link))))
      .map((link) => `${document}: ${link}`),
  );
  expect(lost).toEqual([]);
});

it('docs/database.md names every table', async () => {
  const { register } = await openTestRegister();
  const document = read('docs/database.md');
  const tables = await sql<{ name: string }>`select name from pragma_table_list
    where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite%'`.execute(register.reader);
  expect(tables.rows.length).toBeGreaterThan(20);
  expect(tables.rows.map(({ name }) => name).filter((name) => !new RegExp(`\\b${name}\\b`).test(document))).toEqual([]);
});
