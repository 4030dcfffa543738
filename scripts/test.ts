/**
 * `npm test`: every check in one go, the cheap ones first. Goes on after a failure, so that one run tells all;
 * only what needs the build stops with it. `--install-browser` is passed on to the scenarios.
 */
import { spawnSync } from 'node:child_process';
import { root } from './build.ts';

interface Step {
  name: string;
  /** npm script with its arguments. */
  script: string[];
  needsBuild?: true;
}

const browserFlags = process.argv.includes('--install-browser') ? ['--', '--install-browser'] : [];
const steps: Step[] = [
  { name: 'types', script: ['check:types'] },
  { name: 'lint', script: ['check:lint'] },
  { name: 'format', script: ['check:format'] },
  { name: 'build', script: ['build'] },
  { name: 'tests', script: ['vitest'], needsBuild: true },
  { name: 'scenarios in a browser', script: ['e2e', ...browserFlags], needsBuild: true },
];

const failed = new Set<string>();
for (const { name, script, needsBuild } of steps) {
  if (needsBuild && failed.has('build')) {
    failed.add(name);
    continue;
  }
  process.stdout.write(`\n── ${name}\n`);
  const start = performance.now();
  // npm is a script of the shell on Windows.
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' } as const;
  const { status } = spawnSync('npm', ['run', '--silent', ...script], options);
  if (status !== 0) failed.add(name);
  process.stdout.write(
    `── ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - start) / 1000).toFixed(1)} s\n`,
  );
}

if (failed.size > 0) process.stdout.write(`\nfailed: ${[...failed].join(', ')}\n`);
process.stdout.write(`\n${steps.length - failed.size} passed, ${failed.size} failed\n`);
process.exitCode = failed.size > 0 ? 1 : 0;
