/** The table of docs/reliability.md is true: every file it names exists and holds a test of that title. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../e2e/program.ts';

const table = readFileSync(path.join(root, 'docs/reliability.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| **'))
  .map((line) => line.slice(2, -2).split(' | '))
  .slice(1);

it('names a requirement, a file and a title in every line', () => {
  expect(table.length).toBeGreaterThan(70);
  for (const cells of table) expect(cells, cells.join(' | ')).toHaveLength(3);
});

it.each(table)('%s: %s', (_requirement, file = '', title = '') => {
  const whole = path.join(root, file);
  expect(existsSync(whole), file).toBe(true);
  // As the first argument of a test, or as the first cell of a row of `it.each`.
  const source = readFileSync(whole, 'utf8');
  const quoted = ["'", '`', '"'].map((quote) => `${quote}${title}${quote}`);
  const titles = source.matchAll(/(?:\b(?:it|test|describe)|\))\(\s*(['`"].*)|^ *\[(['`"].*)/gm);
  const told = [...titles].map(([, first = '', cell = '']) => first || cell);
  expect(
    told.some((text) => quoted.some((one) => text.startsWith(one))),
    `${file} has no test called ${title}`,
  ).toBe(true);
});
