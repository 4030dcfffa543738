import { describe, expect, it } from 'vitest';
import { dropBlanks } from '../../../core/spreadsheets/drop-blanks.ts';
import { chooseSeed, seededRandom } from '../../seeded-random.ts';

function dropped(xml: string): string {
  return dropBlanks(Buffer.from(xml)).toString();
}

describe('blank rows and cells of a sheet', () => {
  it('go, and everything else stays, byte by byte', () => {
    const sheet = (rows: string) => `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData><m/></worksheet>`;
    const blank = '<row r="1" s="2"/><row r="2"><c r="A2" s="1"/><c r="B2"/></row><row r="3">\n  <c r="A3"/>\n</row>';
    const full = '<row r="4"><c r="B4" t="inlineStr"><is><t>Hà Thị Lán</t></is></c></row>';
    const partly = '<row r="5"><c r="A5" s="1"/><c r="B5"><v>7</v></c><c r="C5"/></row>';
    expect(dropped(sheet(blank + full + partly))).toBe(sheet(`${full}<row r="5"><c r="B5"><v>7</v></c></row>`));
    expect(dropped(sheet('<cols><col min="1"/></cols><rowBreaks/>'))).toBe(
      sheet('<cols><col min="1"/></cols><rowBreaks/>'),
    );
  });

  it('are what two replacings of the text would take out, whatever stands there', () => {
    const seed = chooseSeed(39);
    const random = seededRandom(seed);
    const cells = ['<c r="A1"/>', '<c r="B1" s="3"/>', '<c r="C1"><v>1</v></c>', '<c r="D1" t="str"><v>chữ</v></c>'];
    const starts = ['<row r="1">', '<row r="2" spans="1:3">'];
    const others = ['<row r="3" s="1"/>', '<cols/>', 'chữ', '<sheetData>', '</sheetData>'];
    const broken = ['<row ', '<c ', '>', '<', '/>', '</row>'];
    const row = () => {
      const inside = Array.from({ length: random.integer(4) }, () => random.pick(cells)).join('');
      return random.integer(4) === 0 ? random.pick(others) : `${random.pick(starts)}${inside}</row>`;
    };
    for (let round = 0; round < 3000; round++) {
      const xml = Array.from({ length: random.integer(8) }, row).join('');
      const expected = xml.replace(/<c [^<>]*\/>/g, '').replace(/<row [^<>]*(?:\/>|><\/row>)/g, '');
      expect(dropped(xml), `seed ${seed}: ${xml}`).toBe(expected);
      // Broken markup is the library's to refuse.
      const damaged = Array.from({ length: random.integer(14) }, () => random.pick([row(), ...cells, ...broken])).join(
        '',
      );
      expect(() => dropped(damaged), damaged).not.toThrow();
    }
  });

  it('are taken out where the bytes lie: nothing is in memory twice', () => {
    const xml = Buffer.from(`<a>${'<row r="1"><c r="A1" s="1"/></row>'.repeat(1000)}</a>`);
    const kept = dropBlanks(xml);
    expect(kept.toString()).toBe('<a></a>');
    expect(kept.buffer).toBe(xml.buffer);
  });
});
