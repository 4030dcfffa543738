/**
 * Files that a person opens from outside the window: a double click in a folder, in mail or in Zalo. They are handed to the page,
 * which opens them as if they had been chosen there; what they are is decided in core/.
 */
import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { ipcMain, type MessagePortMain } from 'electron';
import { LARGEST_FILE_BYTES } from '../core/carriers/file-limits.ts';
import type { Log } from '../core/host/log.ts';
import { FILES_MESSAGE, type GivenFile } from '../shared/connect-message.ts';
import { isOurPage } from './our-page.ts';

export class GivenFiles {
  readonly #log: Log;
  #waiting: string[] = [];
  #port: MessagePortMain | undefined;
  #handing: Promise<void> = Promise.resolve();

  constructor(log: Log) {
    this.#log = log;
    ipcMain.on(FILES_MESSAGE, (event) => {
      const [port] = event.ports;
      if (!port || !isOurPage(event)) {
        log({ level: 'error', message: 'a page that is not ours asked for files' });
        return;
      }
      this.#port = port;
      // The page reloads, or nobody sits there any more: what comes meanwhile waits.
      port.on('close', () => (this.#port = this.#port === port ? undefined : this.#port));
      port.start();
      this.#handOver();
    });
  }

  /** At once, or when a page asks for them. */
  give(files: readonly string[]): void {
    this.#waiting.push(...files);
    this.#handOver();
  }

  /** One after another, in the order in which they were opened. */
  #handOver(): void {
    this.#handing = this.#handing.then(() => this.#handWaiting());
  }

  async #handWaiting(): Promise<void> {
    for (let port = this.#port; port && this.#waiting.length > 0; port = this.#port) {
      const [file = '', ...rest] = this.#waiting;
      this.#waiting = rest;
      port.postMessage(await this.#read(file));
    }
  }

  /** No more of it than makes it too large to be one of ours. */
  async #read(file: string): Promise<GivenFile> {
    const name = path.basename(file);
    try {
      const blob = await openAsBlob(file);
      return { name, bytes: new Uint8Array(await blob.slice(0, LARGEST_FILE_BYTES + 1).arrayBuffer()) };
    } catch (error) {
      this.#log({ level: 'error', message: 'a file that was opened cannot be read', error: String(error) });
      return { name, bytes: null };
    }
  }
}
