/** Labels of a header, as the meaning rules want them. */
import { foldText } from '../../shared/rules/fold.ts';
import { cleanText } from '../../shared/rules/written.ts';

export interface Label {
  /** The column's own label, folded, punctuation as spaces: "Số CCCD (12 số)*" → "so cccd 12 so". */
  readonly own: string;
  /** The labels above it, folded. */
  readonly group: string;
  /** Both. */
  readonly all: string;
  /** Own label in small letters with accents: tells "đt" from "dt", "sổ" from "số". */
  readonly accented: string;
  readonly accentedAll: string;
}

function tidy(text: string): string {
  return text
    .replace(/[*:;.,()[\]{}"“”_\-–—?!…]+/g, ' ')
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `labels` from the outermost group to the column's own. */
export function labelOf(labels: readonly string[]): Label {
  const clean = labels.map((label) => cleanText(label).toLowerCase());
  const own = clean.at(-1) ?? '';
  const group = clean.slice(0, -1).join(' ');
  return {
    own: tidy(foldText(own)),
    group: tidy(foldText(group)),
    all: tidy(foldText(`${group} ${own}`)),
    accented: tidy(own),
    accentedAll: tidy(`${group} ${own}`),
  };
}

/** What a header's label says. `rank`: the higher wins when two columns say the same. */
export interface Meaning<Field extends string> {
  readonly field: Field | 'ordinal';
  readonly rank: number;
  /** The label alone does not settle it; the column's content is asked. */
  readonly isWeak?: boolean;
}
