/** A line that is slow and cut again and again: the file arrives, and hardly more is sent than without the cuts. */
import { randomBytes } from 'node:crypto';
import { onTestFinished, expect, it } from 'vitest';
import { openSlowLine } from '../../../bench/slow-line.ts';
import { OFFICE, SCHOOL } from '../../../core/carriers/stand-in-exchange.ts';
import { enrol, openTestOffice, openTestSchool } from './open-test-office.ts';

// A busy machine makes the line lose more than it would: then it is tried again.
it('goes on where the line was cut, with at most 1.3 times the bytes of the file', { retry: 2 }, async () => {
  const office = await openTestOffice();
  const options = { targetPort: office.server.port, bitsPerSecond: 8_000_000, roundTripMs: 20, cutEveryBytes: 230_000 };
  const line = await openSlowLine(options);
  onTestFinished(() => line.close());
  const school = await openTestSchool({ url: `http://127.0.0.1:${line.port}` });
  enrol(office, school);
  school.settings.isLowBandwidth = true;
  const sent = school.exchange.add(OFFICE, 'a.somay', randomBytes(2_000_000));
  for (let tries = 0; tries < 10 && office.exchange.received.size === 0; tries += 1) await school.run();
  expect([...office.exchange.received.values()]).toEqual([sent]);
  expect(line.counts.cuts).toBeGreaterThanOrEqual(8);
  expect(line.counts.up).toBeLessThan(1.3 * sent.length);
});

// With 256 KiB in the request that begins the upload, each cut would take all of them, and the next try would begin anew.
it('arrives though no cut leaves the line whole for as long as a piece takes', { retry: 2 }, async () => {
  const office = await openTestOffice();
  const options = { targetPort: office.server.port, bitsPerSecond: 8_000_000, roundTripMs: 20, cutEveryBytes: 90_000 };
  const line = await openSlowLine(options);
  onTestFinished(() => line.close());
  const school = await openTestSchool({ url: `http://127.0.0.1:${line.port}` });
  enrol(office, school);
  const sent = school.exchange.add(OFFICE, 'a.somay', randomBytes(400_000));
  for (let tries = 0; tries < 6 && office.exchange.received.size === 0; tries += 1) await school.run();
  expect([...office.exchange.received.values()]).toEqual([sent]);
  expect(line.counts.cuts).toBeGreaterThanOrEqual(3);
});

it('fetches a file on from where the line was cut, also at a later try', { retry: 2 }, async () => {
  const office = await openTestOffice();
  const fast = { targetPort: office.server.port, bitsPerSecond: 8_000_000, roundTripMs: 20 };
  const line = await openSlowLine({ ...fast, cutEveryBytesDown: 230_000 });
  onTestFinished(() => line.close());
  const school = await openTestSchool({ url: `http://127.0.0.1:${line.port}` });
  enrol(office, school);
  const sent = office.exchange.add(SCHOOL, 'a.somay', randomBytes(2_000_000));
  for (let tries = 0; tries < 10 && school.exchange.received.size === 0; tries += 1) await school.run();
  expect([...school.exchange.received.values()]).toEqual([sent]);
  expect(line.counts.cuts).toBeGreaterThanOrEqual(8);
  expect(line.counts.down).toBeLessThan(1.3 * sent.length);
});

it('fetches a file from its beginning when it was written anew since the line was cut', async () => {
  const office = await openTestOffice();
  const fast = { targetPort: office.server.port, bitsPerSecond: 8_000_000, roundTripMs: 20 };
  let written: Buffer | undefined;
  const line = await openSlowLine({
    ...fast,
    cutEveryBytesDown: 250_000,
    onCut: () => (written ??= office.exchange.add(SCHOOL, 'a.somay', randomBytes(400_000))),
  });
  onTestFinished(() => line.close());
  const school = await openTestSchool({ url: `http://127.0.0.1:${line.port}` });
  enrol(office, school);
  office.exchange.add(SCHOOL, 'a.somay', randomBytes(400_000));
  for (let tries = 0; tries < 10 && school.exchange.received.size === 0; tries += 1) await school.run();
  expect([...school.exchange.received.values()]).toEqual([written]);
});
