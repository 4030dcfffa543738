/** The screens under a scheme of their own, `app://so-may/`: no file: addresses, no network. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import { pageHeaders } from '../core/host/page-headers.ts';

export const SCREENS_ORIGIN = 'app://so-may';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Must be called before the program is ready. */
export function declareScreensScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the folder of the built screens, and nothing outside it. */
export function serveScreens(folder: string): void {
  protocol.handle('app', async (request) => {
    const { origin, host, pathname } = new URL(request.url);
    const isOurs = origin === SCREENS_ORIGIN || host === 'so-may';
    const file = path.join(folder, decodeURIComponent(pathname === '/' ? '/index.html' : pathname));
    const type = mediaTypes[path.extname(file)];
    if (!isOurs || type === undefined || !file.startsWith(folder + path.sep)) return notFound();
    try {
      const body = new Uint8Array(await readFile(file));
      return new Response(body, { headers: { 'content-type': type, 'cache-control': 'no-cache', ...pageHeaders } });
    } catch {
      return notFound();
    }
  });
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
