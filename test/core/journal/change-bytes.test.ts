import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, commitmentOf, hashOf } from '../../../core/journal/change-bytes.ts';
import { createInstallationId } from '../../../core/journal/installation-id.ts';
import { changeId, parseChangeId } from '../../../shared/records/change-id.ts';

interface Vector {
  secret: string;
  change: Parameters<typeof hashOf>[0] & { prev: string };
  commitment: string;
  hash: string;
}

function readVectors(): Vector[] {
  const page = readFileSync(new URL('../../../docs/journal.md', import.meta.url), 'utf8');
  return JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!) as Vector[];
}

describe('the bytes of a change', () => {
  it('gives the commitments and hashes that docs/journal.md prints', () => {
    const vectors = readVectors();
    expect(vectors).toHaveLength(2);
    let prev: Buffer = CHAIN_START;
    for (const { secret, change, commitment, hash } of vectors) {
      expect(change.prev).toBe(prev.toString('hex'));
      const linked = { ...change, prev };
      expect(commitmentOf(linked, Buffer.from(secret, 'hex'))).toBe(commitment);
      prev = hashOf(linked, commitment);
      expect(prev.toString('hex')).toBe(hash);
    }
  });

  it('depends on every part', () => {
    const [{ change, commitment }] = readVectors() as [Vector];
    const linked = { ...change, prev: CHAIN_START };
    const reference = hashOf(linked, commitment).toString('hex');
    const others = Object.keys(linked)
      .filter((part) => part !== 'fields' && part !== 'prev')
      .map((part) => {
        const value = linked[part as keyof typeof linked];
        return hashOf(
          { ...linked, [part]: typeof value === 'number' ? value + 1 : `${String(value)}x` },
          commitment,
        ).toString('hex');
      });
    others.push(hashOf({ ...linked, prev: Buffer.alloc(32, 1) }, commitment).toString('hex'));
    others.push(
      hashOf(
        linked,
        commitment.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      ).toString('hex'),
    );
    expect(new Set([...others, reference]).size).toBe(others.length + 1);
  });

  it('makes ids that sort in the order of writing and can be read back', () => {
    const replica = createInstallationId();
    const ids = [1, 2, 35, 36, 1295, 1296, 46_655, 78_364_164_095].map((seq) => changeId(replica, seq));
    expect([...ids].sort()).toEqual(ids);
    expect(parseChangeId(ids[4]!)).toEqual({ replica, seq: 1295 });
    expect(parseChangeId('6A')).toBeUndefined();
  });
});
