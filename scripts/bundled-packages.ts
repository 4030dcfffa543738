/** Which packages of node_modules went into a bundle: read off the bundler, not guessed from package.json. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** Where a target's list is written, relative to the project's folder. */
export function bundledPackagesFile(target: string): string {
  return `out/${target}-packages.json`;
}

/** Writes the folders of the packages that a target is made of, e.g. `node_modules/zod`, sorted. */
export function listBundledPackages(target: string): Plugin {
  return {
    name: 'bundled-packages',
    writeBundle({ dir = '.' }, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const packages = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
      // Beside the bundle's own folder: what is inside that one is shipped.
      writeFileSync(
        path.join(path.dirname(dir), path.basename(bundledPackagesFile(target))),
        `${JSON.stringify([...packages].sort(), null, 2)}\n`,
      );
    },
  };
}

/** `…/node_modules/a/node_modules/@b/c/index.js` lies in `node_modules/a/node_modules/@b/c`. */
function packageFolder(moduleId: string): string | undefined {
  return /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(moduleId.replaceAll('\\', '/'))?.[0];
}
