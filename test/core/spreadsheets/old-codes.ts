/** Writes Vietnamese in the codes of old files: the reverse of what the reader does, from tables of its own. */

const tcvn3 =
  'Ăa1 Âa2 Êa3 Ôa4 Ơa5 Ưa6 Đa7 ăa8 âa9 êaa ôab ơac ưad đae àb5 ảb6 ãb7 áb8 ạb9 ằbb ẳbc ẵbd ắbe ặc6 ầc7 ẩc8 ẫc9 ấca ậcb ècc ẻce ẽcf éd0 ẹd1 ềd2 ểd3 ễd4 ếd5 ệd6 ìd7 ỉd8 ĩdc ídd ịde òdf ỏe1 õe2 óe3 ọe4 ồe5 ổe6 ỗe7 ốe8 ộe9 ờea ởeb ỡec ớed ợee ùef ủf1 ũf2 úf3 ụf4 ừf5 ửf6 ữf7 ứf8 ựf9 ỳfa ỷfb ỹfc ýfd ỵfe';
const tcvn3Codes = new Map(
  tcvn3.split(' ').map((pair) => [pair[0] ?? '', String.fromCharCode(Number.parseInt(pair.slice(1), 16))]),
);

/** Accented capitals that TCVN3 cannot write become small letters. */
export function toTcvn3(text: string): string {
  return Array.from(
    text.normalize('NFC'),
    (letter) => tcvn3Codes.get(letter) ?? tcvn3Codes.get(letter.toLowerCase()) ?? letter,
  ).join('');
}

const vniTones: Record<string, string> = {
  '': '',
  '\u0300': 'ø',
  '\u0309': 'û',
  '\u0303': 'õ',
  '\u0301': 'ù',
  '\u0323': 'ï',
};
const vniCircumflex: Record<string, string> = {
  '': 'â',
  '\u0300': 'à',
  '\u0309': 'å',
  '\u0303': 'ã',
  '\u0301': 'á',
  '\u0323': 'ä',
};
const vniBreve: Record<string, string> = {
  '': 'ê',
  '\u0300': 'è',
  '\u0309': 'ú',
  '\u0303': 'ü',
  '\u0301': 'é',
  '\u0323': 'ë',
};
const vniI: Record<string, string> = {
  '': 'i',
  '\u0300': 'ì',
  '\u0309': 'æ',
  '\u0303': 'ó',
  '\u0301': 'í',
  '\u0323': 'ò',
};

export function toVni(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const isCapital = letter !== letter.toLowerCase();
    const vni = smallToVni(letter.toLowerCase());
    return isCapital ? vni.toUpperCase() : vni;
  }).join('');
}

function smallToVni(letter: string): string {
  if (letter === 'đ') return 'ñ';
  const marks = letter.normalize('NFD');
  const base = marks[0] ?? '';
  const tone = Array.from(marks).find((mark) => mark in vniTones && mark !== base) ?? '';
  if (base === 'i') return vniI[tone] ?? 'i';
  if (base === 'y' && tone === '\u0323') return 'î';
  if (marks.includes('\u0302')) return base + (vniCircumflex[tone] ?? '');
  if (marks.includes('\u0306')) return base + (vniBreve[tone] ?? '');
  if (marks.includes('\u031b')) return (base === 'o' ? 'ô' : 'ö') + (vniTones[tone] ?? '');
  return base + (vniTones[tone] ?? '');
}

/** Bytes of Windows-1258: circumflex, breve and horn with the letter, tones as bytes of their own. */
export function toWindows1258(text: string): Buffer {
  const codes = new Map<string, number>();
  const decoder = new TextDecoder('windows-1258');
  for (let byte = 255; byte >= 0; byte--) codes.set(decoder.decode(Uint8Array.of(byte)), byte);
  const bytes: number[] = [];
  for (const letter of text.normalize('NFC')) {
    const whole = codes.get(letter);
    if (whole !== undefined) {
      bytes.push(whole);
      continue;
    }
    const marks = letter.normalize('NFD');
    const tone = Array.from(marks).find((mark) => '\u0300\u0309\u0303\u0301\u0323'.includes(mark)) ?? '';
    const base = codes.get(marks.replace(tone, '').normalize('NFC'));
    if (base === undefined) throw new Error(`not in Windows-1258: ${letter}`);
    bytes.push(base);
    if (tone !== '') bytes.push(codes.get(tone) ?? 0);
  }
  return Buffer.from(bytes);
}

/** Bytes of a text whose characters are all below 256, as TCVN3 and VNI files have them. */
export function toSingleBytes(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
