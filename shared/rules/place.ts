/** Addresses of households: names of village, commune, province without the word that says what they are. */
import { isAllCapitals, toTitleCase } from './person-name.ts';
import { cleanText, isBlankText } from './written.ts';

export interface Place {
  village: string | null;
  commune: string | null;
  province: string | null;
}

/** Words that lists put before the name; those that belong to it (Buôn Ma Thuột, Plei Ốp) are told apart in `nameOf`. */
const kinds = {
  village:
    /^(?:(?:xóm|bản|thôn|tổ dân phố|tổ dp|tdp|tổ|ấp|khóm|buôn|làng|khu phố|khu dân cư|khu|phum|sóc|plei|bon|tiểu khu|đội)(?!\p{L})[\s.:]*)/iu,
  commune: /^(?:(?:xã|phường|thị trấn|đặc khu)(?!\p{L})[\s.:]*|(?:tt|p|x)\.\s*)/iu,
  district: /^(?:(?:huyện|quận|thị xã)(?!\p{L})[\s.:]*|(?:h|q|tx)\.\s*)/iu,
  province: /^(?:(?:tỉnh|thành phố)(?!\p{L})[\s.:]*|(?:tp|t)\.\s*)/iu,
};
const belongsToName = /^(?:buôn|làng|khu|phum|sóc|plei|bon|tiểu khu|đội)(?!\p{L})/iu;

function nameOf(text: string, kind: RegExp): string | null {
  const clean = cleanText(text).replace(/^[-–,;.\s]+|[-–,;.\s]+$/g, '');
  const bare = belongsToName.test(clean) ? clean : clean.replace(kind, '');
  // "Tổ 3" without its word would be a mere number.
  const name = bare === '' || /^\d+[a-z]?$/i.test(bare) ? clean : bare;
  if (isBlankText(name)) return null;
  return isAllCapitals(name) && name.length > 3 ? toTitleCase(name) : name;
}

/** "xóm Mỏ" → "Mỏ"; "Tổ 3" stays. */
export function readVillage(text: string): string | null {
  return nameOf(text, kinds.village);
}

/** "xã Chiềng Châu" → "Chiềng Châu"; "Phường 5" stays. */
export function readCommune(text: string): string | null {
  return nameOf(text, kinds.commune);
}

export function readProvince(text: string): string | null {
  return nameOf(text, kinds.province);
}

/**
 * Splits "xóm Mỏ, xã Chiềng Châu, huyện Mai Châu, tỉnh Hòa Bình". Parts that say what they are go where they say;
 * the others from left to right: village, commune; then district and province, of which the last is the province.
 */
export function splitAddress(text: string): Place {
  const place: Place = { village: null, commune: null, province: null };
  const unnamed: string[] = [];
  for (const part of cleanText(text).split(/\s*[,;]\s*|\s+[-–]\s+/)) {
    if (isBlankText(part)) continue;
    if (kinds.district.test(part)) continue;
    if (kinds.province.test(part)) place.province ??= readProvince(part);
    else if (kinds.commune.test(part)) place.commune ??= readCommune(part);
    else if (kinds.village.test(part)) place.village ??= readVillage(part);
    else unnamed.push(part);
  }
  if (place.village === null && place.commune === null && unnamed.length === 1 && place.province === null) {
    return { ...place, village: readVillage(unnamed[0] ?? '') };
  }
  if (place.village === null) place.village = readVillage(unnamed.shift() ?? '');
  if (place.commune === null) place.commune = readCommune(unnamed.shift() ?? '');
  if (place.province === null && unnamed.length > 0) place.province = readProvince(unnamed.pop() ?? '');
  return place;
}
