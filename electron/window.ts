/** The one window, and what its page may not do: navigate, open windows, ask for permissions. */
import { app, BrowserWindow, Menu, session } from 'electron';
import { SCREENS_ORIGIN } from './screens-scheme.ts';

/** Closes every way out of the page, for this window and any that might come to be. */
export function restrictPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** Shows the screens once they are drawn. */
export async function openWindow(preload: string): Promise<void> {
  denyPermissions();
  setMenu();
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Sổ Máy tính cho em',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.setMenuBarVisibility(false);
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${SCREENS_ORIGIN}/`);
}

/** Brings the window to the front when the program is started a second time. */
export function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function denyPermissions(): void {
  const pages = session.defaultSession;
  pages.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  pages.setPermissionCheckHandler(() => false);
  pages.setDevicePermissionHandler(() => false);
}

/** No menu is shown; it only carries the keys for editing and for the size of the text. */
function setMenu(): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { role: 'editMenu' },
      { label: 'Cỡ chữ', submenu: [{ role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'resetZoom' }] },
    ]),
  );
}
