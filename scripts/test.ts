/**
 * `npm test`: every check in one go, the cheap ones first. Goes on after a failure, so that one run tells all;
 * only what needs the build stops with it. `--install-browser` is passed on to the scenarios.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
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

const reportDir = mkdtempSync(path.join(tmpdir(), 'so-may-test-report-'));
const report = path.join(reportDir, 'tests.json');
const failed = new Set<string>();
for (const { name, script, needsBuild } of steps) {
  if (needsBuild && failed.has('build')) {
    failed.add(name);
    continue;
  }
  process.stdout.write(`\n── ${name}\n`);
  const start = performance.now();
  const env = { ...process.env, SO_MAY_TEST_REPORT: report };
  // npm is a script of the shell on Windows.
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', env } as const;
  const { status } = spawnSync('npm', ['run', '--silent', ...script], options);
  if (status !== 0) failed.add(name);
  process.stdout.write(
    `── ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - start) / 1000).toFixed(1)} s\n`,
  );
}

if (failed.has('tests')) process.stdout.write(listFailures());
rmSync(reportDir, { recursive: true });
if (failed.size > 0) process.stdout.write(`\nfailed: ${[...failed].join(', ')}\n`);
process.stdout.write(`\n${steps.length - failed.size} passed, ${failed.size} failed\n`);
process.exitCode = failed.size > 0 ? 1 : 0;

/** The tests that failed, each with the beginning of its message: the whole stands far above, before the scenarios. */
function listFailures(): string {
  const results = z.object({
    testResults: z.array(
      z.object({
        name: z.string(),
        message: z.string(),
        assertionResults: z.array(
          z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
        ),
      }),
    ),
  });
  try {
    const { testResults } = results.parse(JSON.parse(readFileSync(report, 'utf8')));
    return testResults
      .flatMap(({ name, message, assertionResults }) => [
        ...(message === '' ? [] : [`${name}\n${message}`]),
        ...assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName, failureMessages }) => `${name}\n${fullName}\n${(failureMessages ?? []).join('\n')}`),
      ])
      .map((failure) => `\n── failed: ${failure.slice(0, 2000)}\n`)
      .join('');
  } catch (error) {
    return `\n── the tests left no report: ${String(error)}\n`;
  }
}
