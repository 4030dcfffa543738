/** The folder in which a user's register lies unless another is named: one answer for both hosts. */
import { homedir } from 'node:os';
import path from 'node:path';

const NAME = 'so-may';

/** The operating system's place for a user's data. */
export function defaultDataFolder(): string {
  switch (process.platform) {
    case 'win32':
      return path.join(process.env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'), NAME);
    case 'darwin':
      return path.join(homedir(), 'Library', 'Application Support', NAME);
    default:
      return path.join(process.env['XDG_DATA_HOME'] ?? path.join(homedir(), '.local', 'share'), NAME);
  }
}
