#!/usr/bin/env node
/** The command `so-may`. */
import { runCommandLine } from './command-line.ts';

// Old names that a dependency uses are no news to a clerk.
process.noDeprecation = true;
process.exitCode = await runCommandLine(process.argv.slice(2));
