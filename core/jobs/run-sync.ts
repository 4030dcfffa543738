/** `sync.run`: packs, then tries every carrier that is there. */
import { Problem } from '../../shared/problems.ts';
import type { RunProgress, RunResult } from '../../shared/contract/sync.ts';
import { streamEvents } from './event-stream.ts';
import type { Register } from '../register.ts';
import { Carriers } from '../sync/carriers.ts';
import { Exchange } from '../sync/exchange.ts';
import { readSyncSettings } from '../sync/sync-settings.ts';

/** Ends with what moved; whoever stops listening stops the try. Raises syncPaused, registerNotSetUp, keysMissing. */
export async function* runSync(
  register: Register,
  outer?: AbortSignal,
): AsyncGenerator<RunProgress | { type: 'done'; result: RunResult }, void> {
  if ((await readSyncSettings(register.reader)).isPaused) throw new Problem('syncPaused');
  const result = yield* streamEvents<RunProgress, RunResult>(async (emit, signal) => {
    await register.part(Exchange).pack();
    return register.part(Carriers).runAll(emit, signal);
  }, outer);
  yield { type: 'done', result };
}
