import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Processes and threads that tests start read the sources compiled once.
process.env['NODE_COMPILE_CACHE'] ??= path.join(tmpdir(), 'so-may-test-compiled');

const report = process.env['SO_MAY_TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bench/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    setupFiles: ['test/cheap-stretch.ts'],
    // `npm test` says once more at its end what failed.
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    // Install marks of test folders stay out of the user's settings.
    env: { SO_MAY_CONFIG_DIR: path.join(tmpdir(), `so-may-test-config-${process.pid}`) },
  },
});
