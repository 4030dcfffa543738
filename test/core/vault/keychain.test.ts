/** The keychain of the operating system: with a real one (Secret Service), in a session of its own; and where there is none. */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { makeTestFolder } from '../open-test-register.ts';

const CHILD = path.join(import.meta.dirname, 'keychain-child.ts');

/** What the child printed; `session`: words in front of it. */
async function run(session: readonly string[], args: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  const [program = '', ...rest] = [...session, process.execPath, CHILD, ...args];
  const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(text.trim().split('\n').at(-1) ?? '');
}

/** Linux with a Secret Service that can be started here: Debian's `gnome-keyring` and `dbus`. */
function hasSecretService(): boolean {
  const has = (name: string): boolean => spawnSync('which', [name]).status === 0;
  return process.platform === 'linux' && has('dbus-run-session') && has('gnome-keyring-daemon');
}

describe('a keychain', () => {
  it('that is there opens the register without typing, in another process too, until it is switched off', async (context) => {
    context.skip(!hasSecretService(), 'needs gnome-keyring and dbus-run-session');
    const home = makeTestFolder();
    const dataDir = path.join(home, 'so-may');
    const env = { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home, SO_MAY_CONFIG_DIR: home };
    // Unlocked as at a login; the daemon ends with its session.
    const start = 'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 && exec "$@"';
    const session = ['dbus-run-session', '--', 'sh', '-c', start, 'sh'];
    expect(await run(session, [dataDir], env)).toEqual({ offered: 'off', on: 'done', opened: true, now: 'on' });
    expect(await run(session, [dataDir, 'open'], env)).toEqual({
      wasLocked: true,
      opened: true,
      off: 'done',
      openedAfterwards: false,
    });
  }, 120_000);

  it('that is missing is refused with a sentence, and stops nothing', async () => {
    const home = makeTestFolder();
    const env = { ...process.env, HOME: home, SO_MAY_CONFIG_DIR: home, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' };
    expect(await run([], [path.join(home, 'so-may')], env)).toEqual({
      offered: 'none',
      on: 'keychainMissing',
      opened: false,
      now: 'none',
    });
    expect(sentence('vi', 'keychainMissing')).toContain('Sổ giữ nguyên');
  }, 60_000);
});
