/** From process start to the first usable screen of the built browser host. Argument: how many pupils. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findProgramFolders } from '../../core/host/program-folders.ts';
import { findBrowser } from '../../scripts/find-browser.ts';
import scenarios from '../e2e/playwright.config.ts';
import { openBenchRegister, withBenchFolder } from './bench-register.ts';
import { fillRegister } from './invented-pupils.ts';
import { median } from './measure.ts';

const pupils = Number(process.argv[2]);
const STARTS = 5;
const { root } = findProgramFolders(import.meta.dirname);

/** One start: the program, then a window of a browser that already runs. */
async function start(
  folder: string,
  browser: Awaited<ReturnType<typeof chromium.launch>>,
): Promise<{ listenMs: number; screenMs: number }> {
  const begun = performance.now();
  const host = spawn(
    process.execPath,
    [path.join(root, 'out/server/so-may.js'), 'open', '--data', folder, '--no-browser', '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      host.stdout.on('data', (bytes: Buffer) => {
        output += bytes.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output);
        if (found) resolve(found[0]);
      });
      host.on('close', () => reject(new Error(`the host ended: ${output}`)));
    });
    const listenMs = performance.now() - begun;
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const screenMs = performance.now() - begun;
    await page.close();
    return { listenMs, screenMs };
  } finally {
    host.kill('SIGTERM');
  }
}

const answer = await withBenchFolder(async (folder) => {
  const { register, session } = await openBenchRegister(folder);
  await fillRegister(register, session, pupils, true);
  await register.close();
  const browser = await chromium.launch({ ...scenarios.use?.launchOptions, executablePath: findBrowser() });
  const starts: { listenMs: number; screenMs: number }[] = [];
  for (let turn = 0; turn < STARTS; turn += 1) starts.push(await start(folder, browser));
  await browser.close();
  return { listenMs: median(starts.map((one) => one.listenMs)), screenMs: median(starts.map((one) => one.screenMs)) };
});
console.log(JSON.stringify(answer));
