/** The window's program: opens the register, shows the screens, answers their calls. All features live in core/. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { app, dialog } from 'electron';
import { BackupKeeper } from '../core/backup/backup-keeper.ts';
import { openOrSetAside } from '../core/backup/set-damaged-aside.ts';
import { AutomaticSync } from '../core/carriers/automatic-sync.ts';
import { defaultDataFolder } from '../core/host/data-folder.ts';
import { openLogFile } from '../core/host/log-file.ts';
import { findProgramFolders } from '../core/host/program-folders.ts';
import type { Register } from '../core/register.ts';
import { IdleLock } from '../core/services/idle-lock.ts';
import { unlockByKeychain } from '../core/services/vault-unlock.ts';
import { Exchange } from '../core/sync/exchange.ts';
import { isProblem } from '../shared/problems.ts';
import { sentence } from '../shared/sentences/sentences.ts';
import { answerCalls } from './answer-calls.ts';
import { readDataFolder, readFiles } from './arguments.ts';
import { GivenFiles } from './given-files.ts';
import { declareScreensScheme, serveScreens } from './screens-scheme.ts';
import { openWindow, restrictPages, showWindow } from './window.ts';

// Old names that a dependency uses are no news to a clerk.
process.noDeprecation = true;

const dataDir = path.resolve(readDataFolder(process.argv) ?? defaultDataFolder());
const folders = findProgramFolders(import.meta.dirname);
const log = openLogFile(dataDir);

// The browser engine's own files lie apart from the register; a register has one window program at a time.
const profile = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
app.setPath('userData', path.join(app.getPath('appData'), 'so-may-window', profile));
app.enableSandbox();
declareScreensScheme();
restrictPages();

if (app.requestSingleInstanceLock()) {
  const given = new GivenFiles(log);
  given.give(readFiles(process.argv.slice(1), process.cwd()));
  app.on('second-instance', (_event, argv, folder) => {
    showWindow();
    given.give(readFiles(argv.slice(1), folder));
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    given.give([file]);
  });
  app.on('window-all-closed', () => app.quit());
  process.on('uncaughtException', reportBug);
  process.on('unhandledRejection', reportBug);
  app.whenReady().then(start).catch(giveUp);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const register = await openOrSetAside({
    dataDir,
    resourcesDir: app.isPackaged ? path.join(process.resourcesPath, 'resources') : folders.resources,
    workerUrl: new URL('./import-worker.js', import.meta.url),
    log,
  });
  closeBeforeQuit(register);
  await unlockByKeychain(register);
  serveScreens(folders.renderer);
  answerCalls(register, log);
  register.whenUnlocked(() => {
    // Packs what is written, every few minutes and on closing.
    register.part(Exchange);
    register.part(AutomaticSync).start();
    register.part(BackupKeeper).start();
    register.part(IdleLock).start();
  });
  await openWindow(path.join(import.meta.dirname, 'preload.cjs'));
}

/** Lets running commands come to their end before the program goes. */
function closeBeforeQuit(register: Register): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    register.close().then(() => app.quit(), giveUp);
  });
}

/** A register that cannot be opened is told in a sentence; nothing has been changed. */
function giveUp(error: unknown): void {
  if (!isProblem(error)) reportBug(error);
  const text = isProblem(error) ? sentence('vi', error.code, error.details) : sentence('vi', 'programFailed');
  dialog.showErrorBox('Sổ Máy tính cho em', text);
  app.exit(1);
}

function reportBug(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log({ level: 'error', message: 'unexpected failure', error: text });
}
