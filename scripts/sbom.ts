/**
 * `npm run sbom`: the bill of materials of what is shipped, CycloneDX, by `npm sbom`, into out/so-may.cdx.json. Components that are in the bundles, or
 * beside them, have scope `required`; what only builds and tests has `excluded`. The same sources give the same file: no time, no serial number.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { buildTargets, root } from './build.ts';
import { bundledPackagesFile } from './bundled-packages.ts';
import { nativeModules } from './node-bundle.ts';

export const SBOM_FILE = 'out/so-may.cdx.json';

const component = z.looseObject({
  name: z.string(),
  version: z.string(),
  purl: z.string(),
  scope: z.string().optional(),
});
const bom = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  serialNumber: z.string().optional(),
  metadata: z.looseObject({ timestamp: z.string().optional(), component: z.looseObject({ name: z.string() }) }),
  components: z.array(component),
});
export type BillOfMaterials = z.output<typeof bom>;

const lockfile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })),
});

/** The shell's own binary is shipped, though nothing bundles it. */
const BESIDE_BUNDLES = ['node_modules/electron', ...nativeModules.map((name) => `node_modules/${name}`)];

/** Reads the lists that the builds left; the targets must be up to date. */
export function makeBillOfMaterials(): BillOfMaterials {
  // The screens' packages are development packages to npm: they are inside the bundle.
  const options = ['--package-lock-only', '--sbom-format', 'cyclonedx', '--include', 'dev'];
  const text = execFileSync('npm', ['sbom', ...options], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  const { serialNumber: _serialNumber, metadata, ...rest } = bom.parse(JSON.parse(text));
  const { timestamp: _timestamp, ...facts } = metadata;
  const shipped = findShipped();
  return {
    ...rest,
    metadata: { ...facts, component: { ...facts.component, name: 'so-may' } },
    components: rest.components.map((entry) => ({
      ...entry,
      scope: shipped.has(`${entry.name}@${entry.version}`) ? 'required' : 'excluded',
    })),
  };
}

/** `name@version` of every package that is inside a bundle or beside it; the name is that of its folder, as in the bill. */
function findShipped(): Set<string> {
  const { packages } = lockfile.parse(readJson('package-lock.json'));
  const folders = ['renderer', 'server', 'electron', 'preload'].flatMap((target) =>
    z.array(z.string()).parse(readJson(bundledPackagesFile(target))),
  );
  return new Set(
    [...folders, ...BESIDE_BUNDLES].map((folder) => {
      const entry = packages[folder];
      if (!entry) throw new Error(`the lockfile does not know ${folder}`);
      return `${folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${entry.version}`;
    }),
  );
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

if (import.meta.main) {
  await buildTargets();
  const made = makeBillOfMaterials();
  writeFileSync(path.join(root, SBOM_FILE), `${JSON.stringify(made, null, 2)}\n`);
  const shipped = made.components.filter(({ scope }) => scope === 'required').length;
  process.stdout.write(`${SBOM_FILE}: ${shipped} of ${made.components.length} components are shipped\n`);
}
