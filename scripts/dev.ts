/** `npm run dev [-- flags of so-may open]`: the browser host from source, restarted on change; the screens rebuilt on change. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';
import { root } from './build.ts';

const watcher = await build({
  root: path.join(root, 'renderer'),
  configFile: path.join(root, 'vite.config.ts'),
  mode: 'development',
  logLevel: 'warn',
  build: { watch: {}, minify: false, sourcemap: true },
});
if (!('on' in watcher)) throw new Error('Vite did not start watching');

let isHostRunning = false;
watcher.on('event', (event) => {
  if (event.code !== 'END' || isHostRunning) return;
  isHostRunning = true;
  const host = spawn(process.execPath, ['--watch', 'server/so-may.ts', 'open', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  process.on('SIGINT', () => undefined);
  host.once('exit', (code) => {
    void watcher.close();
    process.exitCode = code ?? 0;
  });
});
