/** Opens an address in the user's browser, where there is a desktop to open it on. */
import { spawn } from 'node:child_process';

/** Never fails: the address has been printed as well. */
export function openInBrowser(url: string): void {
  const [program, ...args] = opener(url);
  if (program === undefined) return;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function opener(url: string): string[] {
  switch (process.platform) {
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', url];
    case 'darwin':
      return ['open', url];
    default:
      return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? ['xdg-open', url] : [];
  }
}
