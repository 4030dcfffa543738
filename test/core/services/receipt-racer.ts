/** A second process on the register, as the command line beside the window: hands over what it is told to. */
import { parentPort, workerData } from 'node:worker_threads';
import { openRegister } from '../../../core/register.ts';
import { handOverDevice } from '../../../core/services/hand-over-device.ts';
import { isProblem } from '../../../shared/problems.ts';

export interface Race {
  dataDir: string;
  resourcesDir: string;
  personId: string;
  now: string;
  pairs: { student: string; device: string }[];
}

const port = parentPort!;
const race = workerData as Race;
const register = await openRegister({
  dataDir: race.dataDir,
  resourcesDir: race.resourcesDir,
  workerUrl: new URL(import.meta.url),
  clock: () => new Date(race.now),
});
port.postMessage('ready');
const codes: string[] = [];
for (const pair of race.pairs) {
  try {
    await handOverDevice(
      register,
      { personId: race.personId },
      {
        ...pair,
        receiverName: 'Vàng A Páo',
        receiverRelation: 'father',
        receiverPersonalId: null,
        receivedOn: race.now.slice(0, 10),
        overrideReason: null,
      },
    );
    codes.push('saved');
  } catch (error) {
    if (!isProblem(error)) throw error;
    codes.push(error.code);
  }
}
await register.close();
port.postMessage(codes);
