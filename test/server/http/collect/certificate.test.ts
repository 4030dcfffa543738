/** Whose certificate members hold by its fingerprint: only one that no authority known to every PC vouches for. */
import { rootCertificates } from 'node:tls';
import { generate, type SelfsignedOptions } from 'selfsigned';
import { expect, it } from 'vitest';
import { isPublicChain, loadCertificate } from '../../../../server/http/collect/certificate.ts';
import { makeTestFolder } from '../../../core/open-test-register.ts';

const authority: SelfsignedOptions = {
  extensions: [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ],
};

async function make(name: string, options: SelfsignedOptions = {}): Promise<{ cert: string; key: string }> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...options,
  });
  return { cert: made.cert, key: made.private };
}

it('a self-made certificate is pinned', async () => {
  const made = await loadCertificate('self', makeTestFolder());
  expect(made).toMatchObject({ isPublic: false, fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

it('a certificate of an authority that every PC knows is not: it is renewed every few weeks', async () => {
  const root = await make('An authority', authority);
  const stranger = await make('An authority', authority);
  const issued = await make('office.example', { ca: root });
  expect(isPublicChain(issued.cert, [root.cert])).toBe(true);
  expect(isPublicChain(issued.cert, [stranger.cert])).toBe(false);
  expect(isPublicChain(issued.cert)).toBe(false);
  expect(isPublicChain(issued.cert + stranger.cert, [root.cert, stranger.cert])).toBe(false);
  expect(isPublicChain(rootCertificates[0] ?? '')).toBe(true);
});

it('a chain is followed to its end', async () => {
  const root = await make('An authority', authority);
  const between = await make('Its office', { ...authority, ca: root });
  const issued = await make('office.example', { ca: between });
  expect(isPublicChain(issued.cert + between.cert, [root.cert])).toBe(true);
  expect(isPublicChain(issued.cert, [root.cert])).toBe(false);
});
