/** HTML as offices save it, made fit for the library: tags on one line, letters instead of entities. */

const accents: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
};

export function tidyMarkup(html: string): string {
  return (
    html
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
      // Tables that web pages export carry each value a second time, markup and all.
      .replace(/\sdata-[tvz]="[^"]*"/g, '')
      .replace(/<[a-z/][^<>]*>/gi, (tag) => (/[\r\n]/.test(tag) ? tag.replace(/\s+/g, ' ') : tag))
      .replace(/&#(x[0-9a-f]{1,6}|\d{1,7});/gi, (entity, code: string) => {
        const point = code[0]?.toLowerCase() === 'x' ? Number.parseInt(code.slice(1), 16) : Number(code);
        // < > & " stay entities, or they would become markup.
        const isMarkup = point === 60 || point === 62 || point === 38 || point === 34;
        return isMarkup || point > 0x10ffff || point < 32 ? entity : String.fromCodePoint(point);
      })
      .replace(/&([a-z])(grave|acute|circ|tilde|uml);/gi, (_, letter: string, accent: string) =>
        (letter + (accents[accent.toLowerCase()] ?? '')).normalize('NFC'),
      )
  );
}
