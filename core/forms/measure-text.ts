/**
 * How much paper a text takes in Times New Roman (and its metric twin Liberation Serif). Spreadsheets do not
 * grow a row for a merged cell, so rows are given their height here; a little too high is right, too low loses a line.
 */

/** Advance widths of U+0020…U+007E in thousandths of an em, from the fonts' hmtx tables. */
const regularWidths = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
  500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
  722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
  444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
  200, 480, 541,
];
const boldWidths = [
  250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
  500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944,
  722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556,
  444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394,
  220, 394, 520,
];
/** Letters that are wider than the base letter they decompose to, or do not decompose. */
const widerLetters: Readonly<Record<string, number>> = { ơ: 554, ư: 600, Ơ: 778, Ư: 796, đ: 556, Đ: 722, '…': 1000 };

/** Line pitch in ems: Excel sets the lines of Times New Roman 1.15 to 1.25 em apart. */
const linePitch = 1.2;
/** Widths are taken this much larger: printers and screens round them differently. */
const caution = 1.02;

/** A piece of text in one size and weight. */
export type MeasuredRun = { readonly text: string; readonly sizePt: number; readonly isBold: boolean };

/** Width of one character, in thousandths of an em. Marks that stand over a letter have none. */
function characterWidth(character: string, isBold: boolean): number {
  const widths = isBold ? boldWidths : regularWidths;
  if (character === '\u00A0') return 250;
  const width = widths[(character.codePointAt(0) ?? 0) - 32];
  if (width !== undefined) return width;
  const stripped = character.normalize('NFD').replace(/[\u0300-\u031A\u031C-\u036F]/g, '');
  const letter = stripped.normalize('NFC');
  if (letter === '') return 0;
  const known = widerLetters[letter] ?? widths[(letter.codePointAt(0) ?? 0) - 32];
  return known ?? ((letter.codePointAt(0) ?? 0) < 0x2013 ? 700 : 1000);
}

/** Width in points of a text set in one line. */
export function textWidth(run: MeasuredRun): number {
  let thousandths = 0;
  for (const character of run.text) thousandths += characterWidth(character, run.isBold);
  return (thousandths * run.sizePt) / 1000;
}

/**
 * Height in points of runs wrapped into `widthPt`: words move to the next line whole, longer ones are cut.
 * An infinite width breaks at line ends only.
 */
export function wrappedHeight(runs: readonly MeasuredRun[], widthPt: number): number {
  let height = 0;
  let lineWidth = 0;
  let lineSize = 0;
  let wordWidth = 0;
  const endLine = () => {
    height += lineSize * linePitch;
    lineWidth = 0;
  };
  let fallbackSize = 0;
  for (const run of runs) {
    fallbackSize = run.sizePt;
    for (const character of run.text) {
      if (character === '\n') {
        lineSize ||= run.sizePt;
        endLine();
        lineSize = 0;
        wordWidth = 0;
        continue;
      }
      const width = (characterWidth(character, run.isBold) * run.sizePt * caution) / 1000;
      const isSpace = character === ' ' || character === '\t';
      wordWidth = isSpace ? 0 : wordWidth + width;
      if (!isSpace && lineWidth + width > widthPt) {
        const carried = wordWidth < lineWidth ? wordWidth : width;
        endLine();
        lineSize = run.sizePt;
        lineWidth = carried;
        wordWidth = carried;
        continue;
      }
      lineWidth += width;
      lineSize = Math.max(lineSize, run.sizePt);
    }
  }
  return height + (lineSize || fallbackSize) * linePitch;
}
