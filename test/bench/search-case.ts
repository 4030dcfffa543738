/** Search per keystroke over many pupils. Argument: how many. */
import { statSync } from 'node:fs';
import { sql } from 'kysely';
import { seededRandom } from '../seeded-random.ts';
import { openBenchRegister, withBenchFolder } from './bench-register.ts';
import { fillRegister, inventPupil } from './invented-pupils.ts';
import { median, percentile, time } from './measure.ts';

const pupils = Number(process.argv[2]);
/** How many names are typed, letter by letter. */
const NAMES_TYPED = 60;

/** What a clerk types: names with and without accents, in and out of order, initials, codes. */
function keystrokes(): string[] {
  const random = seededRandom(5);
  return Array.from({ length: NAMES_TYPED }, (_, index) => {
    const pupil = inventPupil(random, index);
    const words = pupil.fullName.split(' ');
    return [
      pupil.fullName,
      pupil.fullName.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase(),
      `${words.at(-1)} ${words[0]}`,
      words
        .map((word) => word[0])
        .join('')
        .toLowerCase(),
      pupil.moetId,
    ][index % 5]!;
  }).flatMap((text) => Array.from({ length: text.length }, (_, end) => text.slice(0, end + 1)));
}

const answer = await withBenchFolder(async (folder) => {
  const { register, client } = await openBenchRegister(folder);
  await fillRegister(register, { personId: (await client.people.list())[0]!.id }, pupils, false);
  const texts = keystrokes();
  for (const text of texts.slice(0, 100)) await client.search.find({ text });
  const taken: number[] = [];
  const bare: number[] = [];
  for (const text of texts) {
    taken.push((await time(() => client.search.find({ text }))).ms);
    // The bare statement: one range of the name's B-tree, twenty rows, no service around it.
    const prefix = text.toLowerCase();
    bare.push(
      (
        await time(() =>
          sql`select suffix, name from name_suffixes where suffix >= ${prefix} and suffix < ${`${prefix}\u{10ffff}`} limit 20`.execute(
            register.reader,
          ),
        )
      ).ms,
    );
  }
  const sizeMegabytes = statSync(register.file).size / 1e6;
  await register.close();
  return {
    keystrokes: texts.length,
    p50: median(taken),
    p95: percentile(taken, 0.95),
    bareP50: median(bare),
    sizeMegabytes,
  };
});
console.log(JSON.stringify(answer));
