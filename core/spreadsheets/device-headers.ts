/** What the header of a column in a delivery note means, told by its words. */
import { labelOf, type Meaning } from './header-label.ts';

export const deliveryFields = [
  'name',
  'brand',
  'model',
  'serialNumber',
  'imei',
  'imei2',
  'simNumber',
  'iccid',
  'accessories',
  'price',
  'condition',
  'note',
] as const;
export type DeliveryField = (typeof deliveryFields)[number];
type Found = Meaning<DeliveryField> | null;

/** In this order: the first that matches decides; null means a column of no use. */
const meanings: readonly (readonly [RegExp, DeliveryField | 'ordinal' | null, number])[] = [
  [/^(?:stt|tt|s t t|so tt|so thu tu|no|#)$/, 'ordinal', 1],
  [/thanh tien|so luong|^sl$|don vi tinh|^dvt$|bao hanh|nguoi nhan|ky nhan|chu ky|ngay/, null, 1],
  [/iccid|so (?:seri |se ri )?(?:the )?sim\b.*(?:ccid|the)|ma (?:the )?sim|seri(?:al)? sim|se ri sim/, 'iccid', 3],
  [/thue bao|so sim|sim so|so dien thoai|\bsdt\b|^sim(?: 4g)?$|so dt/, 'simNumber', 2],
  [/imei ?(?:so )?(?:2|ii|phu)|imei thu hai/, 'imei2', 3],
  [/imei/, 'imei', 2],
  [/se ?ri|\bseri\b|serial|s\/n|^sn$|\bso may\b|ma may|so hieu may|so hieu thiet bi/, 'serialNumber', 3],
  [/phu kien|kem theo|di kem/, 'accessories', 2],
  [/don gia|gia tri|nguyen gia|^gia\b|gia mua|so tien/, 'price', 2],
  [/ghi chu|chu thich|^note$/, 'note', 2],
  [/tinh trang|chat luong|hien trang/, 'condition', 2],
  [/\bhang\b|nhan hieu|thuong hieu|nha san xuat|nsx|brand/, 'brand', 2],
  [/\bmodel\b|kieu may|kieu|dong may|ky hieu|ma san pham|ma hieu|cau hinh|part/, 'model', 2],
  [
    /ten (?:thiet bi|may|hang|san pham|tai san|vat tu)|loai (?:thiet bi|may)|thiet bi|ten goi|^ten$|chung loai|^loai$|san pham|tai san/,
    'name',
    2,
  ],
];

/** Meaning of a column's labels (outermost group first), or null. */
export function deviceMeaning(labels: readonly string[]): Found {
  const { own, all } = labelOf(labels);
  if (own === '' || own.length > 120) return null;
  for (const text of own === all ? [own] : [own, all]) {
    // "Tên hãng" is the maker, "Hãng" too; "tên hàng" is the thing.
    const isGoods = /(?<!\p{L})hàng(?!\p{L})/u.test(labels.join(' ').toLowerCase());
    for (const [pattern, field, rank] of meanings) {
      if (!pattern.test(text) || (field === 'brand' && isGoods)) continue;
      return field === null ? null : { field, rank };
    }
  }
  return null;
}
