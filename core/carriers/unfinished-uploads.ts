/** Where uploads stand that were cut off, kept beside the register, so that even a restarted program goes on with them. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const content = z.record(z.string(), z.string());

export class UnfinishedUploads {
  readonly #file: string;
  #urls: Record<string, string> | undefined;

  constructor(dataDir: string) {
    this.#file = path.join(dataDir, 'unfinished-uploads.json');
  }

  async find(key: string): Promise<string | null> {
    return (await this.#load())[key] ?? null;
  }

  /** Remembers or forgets; a disk that refuses costs at most that a file is sent from its beginning. */
  async save(key: string, url: string | null): Promise<void> {
    const urls = await this.#load();
    if ((urls[key] ?? null) === url) return;
    if (url === null) delete urls[key];
    else urls[key] = url;
    try {
      await writeFile(`${this.#file}.part`, JSON.stringify(urls), { mode: 0o600 });
      await rename(`${this.#file}.part`, this.#file);
    } catch {
      // Kept in memory.
    }
  }

  async #load(): Promise<Record<string, string>> {
    if (!this.#urls) {
      const text = await readFile(this.#file, 'utf8').catch(() => '{}');
      try {
        this.#urls = content.catch({}).parse(JSON.parse(text));
      } catch {
        this.#urls = {};
      }
    }
    return this.#urls;
  }
}
