/**
 * Dân tộc by name, never by a number of some list: the 54 names of the state's list (Quyết định 121-TCTK/PPCĐ,
 * 1979), and other spellings that school lists use. A name that is not known is kept as written, with a warning.
 */
import { foldText } from './fold.ts';
import { isAllCapitals, shorten, toTitleCase } from './person-name.ts';
import { empty, type Reading, refused, taken, warned } from './reading.ts';
import { cleanText, isBlankText, type Written } from './written.ts';

export const ethnicities: readonly string[] = [
  'Kinh',
  'Tày',
  'Thái',
  'Hoa',
  'Khmer',
  'Mường',
  'Nùng',
  'Mông',
  'Dao',
  'Gia Rai',
  'Ngái',
  'Ê Đê',
  'Ba Na',
  'Xơ Đăng',
  'Sán Chay',
  'Cơ Ho',
  'Chăm',
  'Sán Dìu',
  'Hrê',
  'Mnông',
  'Ra Glai',
  'Xtiêng',
  'Bru - Vân Kiều',
  'Thổ',
  'Giáy',
  'Cơ Tu',
  'Giẻ Triêng',
  'Mạ',
  'Khơ Mú',
  'Co',
  'Tà Ôi',
  'Chơ Ro',
  'Kháng',
  'Xinh Mun',
  'Hà Nhì',
  'Chu Ru',
  'Lào',
  'La Chí',
  'La Ha',
  'Phù Lá',
  'La Hủ',
  'Lự',
  'Lô Lô',
  'Chứt',
  'Mảng',
  'Pà Thẻn',
  'Cơ Lao',
  'Cống',
  'Bố Y',
  'Si La',
  'Pu Péo',
  'Brâu',
  'Ơ Đu',
  'Rơ Măm',
];

/** Other spellings and groups, by the name of the list. */
const alsoWritten: Readonly<Record<string, string>> = {
  Kinh: 'việt',
  Hoa: 'hán, trung hoa',
  Khmer: 'khơ me, khơ-me, khme, miên, cam pu chia',
  Mông: "h'mông, hmông, mèo, mẹo, hmong, mông hoa, mông đen, mông trắng, mông xanh, mông đỏ, h'mông hoa, h'mông đen, h'mông trắng, na miểu",
  Dao: 'mán, dao đỏ, dao tiền, dao quần chẹt, dao thanh y, dao áo dài, dao tuyển',
  Thái: 'thái đen, thái trắng, thái đỏ',
  'Gia Rai': 'jrai, gia-rai, jarai, j rai, gialai',
  'Ê Đê': 'ê-đê, ra đê, rađê, đê, ê ban, êđê',
  'Ba Na': 'bana, bahnar, ba-na, rơ ngao',
  'Xơ Đăng': 'xơ-đăng, sê đăng, xê đăng, sơ đăng, sedang, ca dong, xơ teng',
  'Sán Chay': 'cao lan, sán chỉ, sán chí, cao lan - sán chỉ',
  'Cơ Ho': "k'ho, cơ-ho, kơ ho, kho, lạch, chil, cil",
  Chăm: 'chàm, cham',
  'Sán Dìu': 'sán déo, trại',
  Hrê: "h'rê, h rê",
  Mnông: "m'nông, mơ nông, m nông",
  'Ra Glai': 'raglai, raglay, ra-glai, rắc lây',
  Xtiêng: "x'tiêng, stiêng, s'tiêng, xa điêng",
  'Bru - Vân Kiều': 'bru, vân kiều, bru vân kiều, bru-vân kiều, pa kô vân kiều',
  Giáy: 'nhắng, dẳng, dáy',
  'Cơ Tu': 'cơ-tu, ka tu, katu, ca tu',
  'Giẻ Triêng': 'gié triêng, giẻ-triêng, giẻ, triêng, dẻ triêng',
  Mạ: 'châu mạ, mạ ngăn',
  'Khơ Mú': 'khơ-mú, khmú, khơ mụ, xá, khmu',
  Co: 'cor, cua, kor, col',
  'Tà Ôi': 'ta ôi, tà-ôi, pa cô, pa kô, pacô, tôi ôi',
  'Chơ Ro': 'chơ-ro, châu ro, dơ ro',
  Kháng: 'xá khao',
  'Xinh Mun': 'xinh-mun, puộc, xing mun, sinh mun',
  'Hà Nhì': 'u ní, xá u ní, hà nhi',
  'Chu Ru': 'chu-ru, churu, chơ ru',
  'Phù Lá': 'xá phó, bồ khô pạ',
  'La Hủ': 'xá lá vàng, khù sung',
  'Lô Lô': 'lôlô, mùn di',
  Chứt: 'rục, sách, mày, a rem',
  'Pà Thẻn': 'pà hưng, pa thẻn',
  'Cơ Lao': 'cờ lao, cơ-lao, tống',
  Cống: 'xắm khống, cóong',
  'Bố Y': 'tu dí, chủng chá',
  'Si La': 'cù dề xừ',
  'Pu Péo': 'la quả, ka bèo',
  'Ơ Đu': 'tày hạt, ơ-đu',
  'Rơ Măm': 'rơ-măm, rơmăm',
};

function keyOf(name: string): string {
  return foldText(name).replace(/[^a-z]/g, '');
}

const byKey = new Map<string, string>();
for (const [name, others] of Object.entries(alsoWritten)) {
  for (const other of others.split(', ')) byKey.set(keyOf(other), name);
}
for (const name of ethnicities) byKey.set(keyOf(name), name);

export function readEthnicity(written: Written): Reading<string> {
  const text = cleanText(written);
  if (isBlankText(text)) return empty();
  if (/^\d+$/.test(text)) return warned<string>(null, 'ethnicityIsNumber', { text });
  const name = text.replace(/^(?:dân tộc|người|dt)[\s:.]+(?=\p{L})/iu, '');
  const known = byKey.get(keyOf(name));
  if (known) return taken(known);
  if (text.length > 100) return refused('cellTooLong', { length: text.length, limit: 100 });
  return warned(isAllCapitals(name) ? toTitleCase(name) : name, 'ethnicityUnknown', { text: shorten(name) });
}
