/**
 * Stands in for the module `electron`, in one process: as much of it as our main and preload scripts use, with the same
 * manners (ports wait for start, events carry data). Loaded in its place by run-bundles.ts.
 */
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import type { MessagePort } from 'node:worker_threads';

type Handler = (request: Request) => Promise<Response>;

const loaded = Promise.withResolvers<void>();
/** Settled once the window has been told to show its page. */
export const whenLoaded = loaded.promise;

/** What the program has set, for the test to look at. */
export const seen = {
  handlers: new Map<string, Handler>(),
  privileged: [] as unknown[],
  windows: [] as BrowserWindow[],
  errorBoxes: [] as string[],
  isSandboxed: false,
  permissions: [] as unknown[],
  quits: 0,
  focused: 0,
};

class App extends EventEmitter {
  isPackaged = false;
  setPath(): void {}
  getPath(): string {
    return tmpdir();
  }
  enableSandbox(): void {
    seen.isSandboxed = true;
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  /** As Electron: `will-quit` may put it off; called again, nobody listens any more and it is done. */
  quit(): void {
    let isPutOff = false;
    this.emit('will-quit', { preventDefault: () => (isPutOff = true) });
    if (!isPutOff) seen.quits += 1;
  }
  exit(code: number): void {
    process.exit(code);
  }
}

export class WebContents extends EventEmitter {
  mainFrame = { url: '' };
  openHandler: (() => { action: string }) | undefined;
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  readonly options: { webPreferences: Record<string, unknown> };
  readonly webContents = new WebContents();
  constructor(options: BrowserWindow['options']) {
    super();
    this.options = options;
    seen.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  static getAllWindows(): BrowserWindow[] {
    return seen.windows;
  }
  setMenuBarVisibility(): void {}
  show(): void {}
  isMinimized(): boolean {
    return false;
  }
  focus(): void {
    seen.focused += 1;
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    loaded.resolve();
  }
}

/** Electron's port in the main process: an emitter whose messages come as events, and only once it was started. */
export class MessagePortMain extends EventEmitter {
  readonly #port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.#port = port;
  }
  start(): void {
    this.#port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    this.#port.on('close', () => this.emit('close'));
  }
  postMessage(message: unknown): void {
    this.#port.postMessage(message, []);
  }
}

export const app = new App();
export const ipcMain = new EventEmitter();
/** The preload script's way to the main process; which window it belongs to is known outside it. */
export const ipcRenderer = {
  postMessage(channel: string, _message: unknown, ports: MessagePort[]): void {
    const sender = seen.windows[0]?.webContents;
    ipcMain.emit(channel, {
      sender,
      senderFrame: sender?.mainFrame,
      ports: ports.map((port) => new MessagePortMain(port)),
    });
  },
};
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => void seen.privileged.push(...schemes),
  handle: (scheme: string, handler: Handler) => void seen.handlers.set(scheme, handler),
};
export const dialog = { showErrorBox: (_title: string, text: string) => void seen.errorBoxes.push(text) };
export const Menu = { setApplicationMenu: () => undefined, buildFromTemplate: (template: unknown) => template };
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (
      ask: (contents: unknown, permission: string, answer: (allowed: boolean) => void) => void,
    ) => ask(undefined, 'media', (allowed) => seen.permissions.push(allowed)),
    setPermissionCheckHandler: (check: () => boolean) => void seen.permissions.push(check()),
    setDevicePermissionHandler: (check: () => boolean) => void seen.permissions.push(check()),
  },
};
