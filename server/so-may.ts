#!/usr/bin/env node
/** The command `so-may`. Loads nothing before it knows that this Node can: an older one crashes inside the database. */

const OLDEST_NODE = 22;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  process.stderr.write(
    `Cần Node ${OLDEST_NODE} trở lên; đây là Node ${process.versions.node}.\n` +
      `Node ${OLDEST_NODE} or later is needed; this is Node ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
} else {
  // Old names that a dependency uses are no news to a clerk.
  process.noDeprecation = true;
  const { runCommandLine } = await import('./command-line.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2));
}
