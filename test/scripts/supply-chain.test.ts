/** Few and known packages: each pinned, with a digest, a licence that may be shipped, a reason; a bill of materials; a build that repeats. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../e2e/program.ts';
import { makeTestFolder } from '../core/open-test-register.ts';

const run = promisify(execFile);

const packageFile = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
});
const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string(),
      integrity: z.string().optional(),
      license: z.string().optional(),
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().default(false),
    }),
  ),
});

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

const { dependencies, devDependencies, allowScripts } = packageFile.parse(readJson('package.json'));
const { '': _self, ...packages } = lockfile.parse(readJson('package-lock.json')).packages;

/** Licences under which a package may be inside what a school gets: no duty beyond naming it. */
const FREE_TO_SHIP =
  /^\(?(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0|Unlicense|Zlib|CC0-1\.0|WTFPL)\b/;

/** Their package.json names no licence; the words stand in their README: MIT. */
const LICENCE_IN_README = new Set(['combine-errors']);

describe('the lockfile', () => {
  it('pins every package with a digest, and names no place to fetch it from', () => {
    const entries = Object.entries(packages);
    expect(entries.length).toBeGreaterThan(300);
    expect(entries.filter(([, entry]) => !entry.integrity?.startsWith('sha512-')).map(([name]) => name)).toEqual([]);
    expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([name]) => name)).toEqual([]);
  });

  it('has no package whose install script has not been judged', () => {
    const scripted = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript);
    const judged = new Set(Object.keys(allowScripts));
    expect(
      scripted.map(([folder]) => folder.replace(/^.*node_modules\//, '')).filter((name) => !judged.has(name)),
    ).toEqual([]);
    // Only one may run: it links the Node that every script uses.
    expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['node']);
  });
});

describe('package.json', () => {
  const direct = { ...dependencies, ...devDependencies };

  it('names exact versions', () => {
    const loose = Object.entries(direct).filter(([, version]) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  it('names only what docs/dependencies.md gives a reason for', () => {
    const document = readFileSync(path.join(root, 'docs/dependencies.md'), 'utf8');
    const rows = document.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| Package'));
    const named = rows.map((row) => row.split('|')[1] ?? '').join(',');
    const words = new Set(named.split(/[\s,()`]+/));
    const isNamed = (name: string): boolean => {
      const [scope, rest] = name.split('/');
      // "@orpc/contract, server, client": the scope is said once.
      return words.has(name) || (rest !== undefined && named.includes(`${scope}/`) && words.has(rest));
    };
    expect(Object.keys(direct).filter((name) => !isNamed(name))).toEqual([]);
  });
});

describe('what is shipped', () => {
  it('stands in the bill of materials, with licences that may be shipped', async () => {
    await run(process.execPath, ['scripts/sbom.ts'], { cwd: root });
    const component = z.object({
      name: z.string(),
      scope: z.string(),
      licenses: z
        .array(z.object({ license: z.object({ id: z.string() }).optional(), expression: z.string().optional() }))
        .default([]),
      hashes: z.array(z.object({ alg: z.literal('SHA-512') })).default([]),
    });
    const bom = z
      .object({
        bomFormat: z.literal('CycloneDX'),
        serialNumber: z.undefined().optional(),
        components: z.array(component),
      })
      .parse(readJson('out/so-may.cdx.json'));
    const shipped = bom.components.filter(({ scope }) => scope === 'required');
    expect(shipped.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['react', 'zod', 'kysely', 'electron', 'exceljs', 'better-sqlite3']),
    );
    expect(shipped.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['vitest']));
    expect(shipped.filter(({ hashes }) => hashes.length === 0).map(({ name }) => name)).toEqual([]);
    const unfree = shipped.filter((entry) => {
      const [first] = entry.licenses;
      return !FREE_TO_SHIP.test(first?.license?.id ?? first?.expression ?? '') && !LICENCE_IN_README.has(entry.name);
    });
    expect(unfree).toEqual([]);
  });

  it('is built from the same sources into the same bytes', async () => {
    const [one, other] = [makeCopy(), makeCopy()];
    // The screens are left out: where node_modules is a link, their bundle differs (to be looked into).
    const build = ['scripts/build.ts', 'server', 'electron'];
    await run(process.execPath, build, { cwd: one });
    const env = { ...process.env, TZ: 'Asia/Ho_Chi_Minh', HOME: makeTestFolder() };
    await run(process.execPath, build, { cwd: other, env });
    expect(Object.keys(hashBuilt(one)).length).toBeGreaterThan(10);
    expect(hashBuilt(other)).toEqual(hashBuilt(one));
  });
});

/** The sources in a folder of their own: other tests run what lies in out/. */
function makeCopy(): string {
  const copy = makeTestFolder();
  for (const name of readdirSync(root)) {
    if (!['.git', 'out', 'dist', 'node_modules', 'test', 'test-results'].includes(name))
      cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  return copy;
}

/** SHA-256 by file of everything that was built. */
function hashBuilt(folder: string): Record<string, string> {
  const out = path.join(folder, 'out');
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(js|cjs|css|html|svg)$/.test(file),
  );
  return Object.fromEntries(
    files.sort().map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(path.join(out, file)))
        .digest('hex'),
    ]),
  );
}
