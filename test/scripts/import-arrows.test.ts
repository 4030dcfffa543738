/** The linter keeps the import arrows of docs/architecture.md: exactly those, and fails on a cycle. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTestFolder } from '../core/open-test-register.ts';
import { root } from '../e2e/program.ts';

/** What the linter says of files that hold nothing but these imports. */
function lint(files: Record<string, string[]>): { status: number | null; output: string } {
  const folder = makeTestFolder();
  cpSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [file, imports] of Object.entries(files)) {
    const whole = path.join(folder, file);
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSync(
      whole,
      imports.map((from, at) => `import * as m${at} from '${from}';\nexport { m${at} };\n`).join(''),
    );
  }
  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const { status, stdout, stderr } = spawnSync(process.execPath, [oxlint, '--deny-warnings'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

const refused: [file: string, imported: string][] = [
  ['shared/rules/a.ts', '../../core/register.ts'],
  ['shared/rules/a.ts', 'node:fs'],
  ['core/services/a.ts', '../../server/files.ts'],
  ['core/services/a.ts', '../../electron/window.ts'],
  ['core/services/a.ts', '../procedures/form-procedures.ts'],
  ['core/services/a.ts', '../jobs/import-jobs.ts'],
  ['core/services/a.ts', 'fastify'],
  ['core/database/sqlite/a.ts', '../../journal/command.ts'],
  ['core/queries/a.ts', '../services/forms.ts'],
  ['core/journal/a.ts', '../services/forms.ts'],
  ['core/forms/a.ts', '../queries/papers.ts'],
  ['core/spreadsheets/a.ts', 'kysely'],
  ['core/sync/a.ts', '../carriers/folder-carrier.ts'],
  ['core/carriers/a.ts', '../services/forms.ts'],
  ['core/carriers/a.ts', 'fastify'],
  ['server/commands/a.ts', '../../renderer/api.ts'],
  ['server/http/a.ts', 'electron'],
  ['electron/a.ts', '../server/files.ts'],
  ['renderer/pages/students/a.ts', '../../../core/register.ts'],
  ['renderer/a.ts', 'node:fs'],
  ['renderer/a.ts', 'electron'],
];

const taken: [file: string, imports: string[]][] = [
  ['shared/rules/a.ts', ['zod', '../records/pupil.ts']],
  ['core/services/a.ts', ['../../shared/problems.ts', '../journal/command.ts', '../forms/fill-form.ts', 'node:path']],
  ['core/journal/a.ts', ['../queries/changes.ts', '../database/tables.ts', 'kysely']],
  ['server/commands/a.ts', ['../../core/register.ts', '../../shared/problems.ts', 'commander']],
  ['electron/a.ts', ['../core/register.ts', 'electron']],
  ['renderer/pages/forms/a.ts', ['@mantine/core', '@mantine/core/styles.css', '../../../shared/problems.ts', 'react']],
];

describe('the linter keeps the import arrows', () => {
  it.each(refused)('%s may not import %s', (file, imported) => {
    const { status, output } = lint({ [file]: [imported] });
    expect(output).toContain('no-restricted-imports');
    expect(status).toBe(1);
  });

  it.each(taken)('%s may import %s', (file, imports) => {
    expect(lint({ [file]: imports })).toMatchObject({ status: 0, output: expect.not.stringContaining('restricted') });
  });

  it('fails on a cycle', () => {
    const { status, output } = lint({ 'core/services/a.ts': ['./b.ts'], 'core/services/b.ts': ['./a.ts'] });
    expect(output).toContain('no-cycle');
    expect(status).toBe(1);
  });
});
