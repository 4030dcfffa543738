/** Reads a class list (`read`), or imports it into an empty register (`import`). Arguments: mode, file. */
import { readFileSync } from 'node:fs';
import { readWorkbook } from '../../core/spreadsheets/read-workbook.ts';
import { openBenchRegister, withBenchFolder } from './bench-register.ts';
import { time } from './measure.ts';

const [mode, file] = process.argv.slice(2) as ['read' | 'import', string];
const bytes = readFileSync(file);

async function importFile(): Promise<object> {
  return withBenchFolder(async (folder) => {
    const { register, client } = await openBenchRegister(folder);
    const { ms, result } = await time(async () => {
      for await (const step of await client.imports.read({ kind: 'roster', file: new File([bytes], 'ds.xlsx') })) {
        if (step.type !== 'ready') continue;
        for await (const written of await client.imports.apply({ stage: step.preview.stage })) {
          if (written.type === 'done') return written.result;
        }
      }
      throw new Error('the import gave no result');
    });
    const changes = await register.reader
      .selectFrom('changes')
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const maxRssMegabytes = process.resourceUsage().maxRSS / 1024;
    await register.close();
    return { ms, accepted: result.accepted, changes: changes.count, maxRssMegabytes };
  });
}

const answer =
  mode === 'import'
    ? await importFile()
    : {
        ms: (await time(() => readWorkbook(new Uint8Array(bytes), 'ds.xlsx'))).ms,
        maxRssMegabytes: process.resourceUsage().maxRSS / 1024,
      };
console.log(JSON.stringify(answer));
