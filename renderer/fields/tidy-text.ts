/** Text as it is kept: NFC, single spaces, trimmed. */
import { cleanText } from '../../shared/rules/written.ts';

/** Notes keep their lines; everything else is one line. */
export function tidyText(text: string, isMultiline = false): string {
  if (!isMultiline) return cleanText(text);
  return text
    .normalize('NFC')
    .split('\n')
    .map((line) => cleanText(line))
    .join('\n')
    .trim();
}
