/** All rows of a long list, page by page. */

const PAGE_ROWS = 1000;

export async function readAll<Row>(
  readPage: (request: { offset: number; limit: number }) => Promise<{ total: number; rows: Row[] }>,
): Promise<Row[]> {
  const all: Row[] = [];
  for (;;) {
    const { total, rows } = await readPage({ offset: all.length, limit: PAGE_ROWS });
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}
