/** A small seeded generator (mulberry32): the same seed gives the same history on every machine. */
export interface SeededRandom {
  /** A whole number from 0 to `below - 1`. */
  integer(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  const integer = (below: number): number => Math.floor(next() * below);
  return { integer, pick: (items) => items[integer(items.length)]! };
}

/** The seed of a test: the same at every run, so that red tells of a change; `SEED=new` takes one that nobody has seen, `SEED=5` that one. */
export function chooseSeed(usual: number): number {
  const given = process.env['SEED'];
  if (given === undefined) return usual;
  return given === 'new' ? Math.floor(Math.random() * 2 ** 31) : Number(given);
}
