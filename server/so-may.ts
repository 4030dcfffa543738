#!/usr/bin/env node
/** The command `so-may`. */
import { runCommandLine } from './command-line.ts';

// Old names that a dependency uses are no news to a clerk.
process.noDeprecation = true;
// Whoever reads the output may stop early (`so-may students | head`): nothing is left to do then.
process.stdout.on('error', () => process.exit());
process.exitCode = await runCommandLine(process.argv.slice(2));
