/**
 * Loads the built main and preload bundles with the stand-in for `electron`, opens the window as a page would, and prints what
 * came of it as one line of JSON. Run by bundles.test.ts in a process of its own: `node run-bundles.ts --data DIR FILE.somay ROSTER`.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { runInThisContext } from 'node:vm';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { FILES_MESSAGE, type GivenFile } from '../../shared/connect-message.ts';
import type { Client } from '../../server/run-command.ts';
import { ipcMain, ipcRenderer, app, seen, WebContents, whenLoaded } from './electron-stand-in.ts';

const root = path.resolve(import.meta.dirname, '../..');
const standIn = new URL('./electron-stand-in.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

/** What a sandboxed preload script and its page share. */
class PageWindow extends EventTarget {
  postMessage(data: unknown, _origin: string, ports: readonly MessagePort[]): void {
    const event = new Event('message');
    this.dispatchEvent(Object.assign(event, { data, source: this, ports }));
  }
}

await import(path.join(root, 'out/electron/main.js'));
await whenLoaded;

const window = new PageWindow();
Object.assign(globalThis, { window, location: { protocol: 'app:', origin: 'app://so-may' } });
const preload = readFileSync(path.join(root, 'out/electron/preload.cjs'), 'utf8');
runInThisContext(`(function (require, exports, module) {${preload}\n})`)(() => ({ ipcRenderer }), {}, {});

const { client }: { client: Client } = await import(path.join(root, 'renderer/client.ts'));
const before = await client.register.status();
const person = { personName: 'Hà Thị Loan', role: 'school' } as const;
const school = { code: '17150501', name: 'Trường Chiềng Châu', schoolYear: '2026-2027' };
const made = await client.register.setUp({ ...person, school });
const roster = process.argv.at(-1) ?? '';
const file = new File([new Uint8Array(readFileSync(roster))], path.basename(roster));
const events = await Array.fromAsync(await client.imports.read({ kind: 'roster', file }));
const workbook = await client.exports.write();
const problem: unknown = await client.students.resolve({ key: '0000000000' }).catch((error: unknown) => error);

const opened = process.argv.at(-2) ?? '';
// Files opened from outside: named at the start, by a second start, and by the desktop; handed to the page once it asks.
const given: { name: string; text: string | null }[] = [];
app.emit('second-instance', {}, ['so-may', '--data', 'x.somay', 'thu-hai.SOMAY', '--flag.somay'], path.dirname(opened));
const { port1, port2 } = new MessageChannel();
port1.on('message', ({ name, bytes }: GivenFile) =>
  given.push({ name, text: bytes && Buffer.from(bytes).toString('utf8') }),
);
window.postMessage(FILES_MESSAGE, 'app://so-may', [port2]);
const isPrevented = await new Promise<boolean>((resolve) =>
  app.emit('open-file', { preventDefault: () => resolve(true) }, path.join(path.dirname(opened), 'khong-co.somay')),
);
while (given.length < 3) await nextTurn();
port1.close();

/** A port from a page that is not ours must not be answered. */
const stranger = new WebContents();
stranger.mainFrame.url = 'https://register.example/';
const strangersPort = { isStarted: false, on: () => undefined, start: () => (strangersPort.isStarted = true) };
ipcMain.emit('so-may:connect', { sender: stranger, senderFrame: stranger.mainFrame, ports: [strangersPort] });

const screens = seen.handlers.get('app');
const get = async (url: string) => screens?.(new Request(url));
const page = await get('app://so-may/');
const outside = await Promise.all(
  ['app://so-may/..%2f..%2fpackage.json', 'app://so-may/%2e%2e/server/so-may.js', 'app://other/index.html'].map(get),
);

const [shown] = seen.windows;
const prevented: string[] = [];
for (const event of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
  shown?.webContents.emit(event, { preventDefault: () => prevented.push(event) });
}
const result = {
  isSetUpBefore: before.isSetUp,
  schoolName: made.school?.name,
  person: (await client.session.get()).person?.name,
  lastEvent: events.at(-1)?.type,
  workbookBytes: workbook.size,
  problem: problem instanceof Error && 'code' in problem ? problem.code : undefined,
  given,
  isPrevented,
  focused: seen.focused,
  isStrangerAnswered: strangersPort.isStarted,
  page: { status: page?.status, policy: page?.headers.get('content-security-policy') },
  outside: outside.map((answer) => answer?.status),
  webPreferences: shown?.options.webPreferences,
  newWindows: shown?.webContents.openHandler?.().action,
  prevented,
  permissions: seen.permissions,
  isSandboxed: seen.isSandboxed,
  privileged: seen.privileged,
  errorBoxes: seen.errorBoxes,
};
app.quit();
await new Promise<void>((resolve) => {
  const check = (): void => void (seen.quits > 0 ? resolve() : setImmediate(check));
  check();
});
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
