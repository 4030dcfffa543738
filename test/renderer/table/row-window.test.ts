import { describe, expect, it } from 'vitest';
import { moveRow, pagesFor, readMove, ROW_HEIGHT, scrollTopFor, spanOf } from '../../../renderer/table/row-window.ts';

describe('pages of a long list', () => {
  it('asks for the pages that hold the rows on screen, and no others', () => {
    expect(pagesFor(0, 30, 50_000)).toEqual([0]);
    expect(pagesFor(190, 230, 50_000)).toEqual([0, 200]);
    expect(pagesFor(49_990, 50_020, 50_000)).toEqual([49_800]);
  });

  it('asks for the first page of an empty list, since its answer says that it is empty', () => {
    expect(pagesFor(0, -1, 0)).toEqual([0]);
  });
});

describe('rows on screen', () => {
  it('draws some rows beyond both edges and none beyond the list', () => {
    expect(spanOf(0, 20 * ROW_HEIGHT, 50_000)).toEqual({ first: 0, last: 28 });
    expect(spanOf(1000 * ROW_HEIGHT, 20 * ROW_HEIGHT, 50_000)).toEqual({ first: 992, last: 1028 });
    expect(spanOf(0, 20 * ROW_HEIGHT, 3)).toEqual({ first: 0, last: 2 });
    expect(spanOf(0, 20 * ROW_HEIGHT, 0).last).toBe(-1);
  });

  it('scrolls only as far as is needed to see a row whole, below the header', () => {
    const height = 11 * ROW_HEIGHT;
    expect(scrollTopFor(5, 0, height)).toBeNull();
    expect(scrollTopFor(10, 0, height)).toBe(ROW_HEIGHT);
    expect(scrollTopFor(2, 5 * ROW_HEIGHT, height)).toBe(2 * ROW_HEIGHT);
  });
});

describe('keys of the table', () => {
  it('moves by a row, by a screen, and to both ends', () => {
    expect(moveRow(4, 'down', 100, 20)).toBe(5);
    expect(moveRow(4, 'pageDown', 100, 20)).toBe(23);
    expect(moveRow(30, 'pageUp', 100, 20)).toBe(11);
    expect(moveRow(30, 'last', 100, 20)).toBe(99);
    expect(moveRow(30, 'first', 100, 20)).toBe(0);
  });

  it('stays inside the list', () => {
    expect(moveRow(0, 'up', 100, 20)).toBe(0);
    expect(moveRow(99, 'down', 100, 20)).toBe(99);
    expect(moveRow(-1, 'down', 100, 20)).toBe(0);
    expect(moveRow(-1, 'down', 0, 20)).toBe(-1);
  });

  it('knows only the keys of a table', () => {
    expect(readMove('PageDown')).toBe('pageDown');
    expect(readMove('a')).toBeUndefined();
  });
});
