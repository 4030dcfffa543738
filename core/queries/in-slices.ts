/** Long lists of ids, a slice at a time: a statement takes a bounded number of parameters. */
const IDS_PER_QUERY = 500;

export async function inSlices<Item>(
  items: readonly Item[],
  work: (slice: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += IDS_PER_QUERY)
    await work(items.slice(start, start + IDS_PER_QUERY));
}
