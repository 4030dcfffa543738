/**
 * What the header of a column in a class list means, told by its words: whom it speaks of (the pupil, father,
 * mother, guardian, head of household) and what it says of them. No list of whole headers: their wordings differ
 * from school to school.
 */
import { type Label, labelOf, type Meaning } from './header-label.ts';
import type { RosterField } from './roster-fields.ts';

type Party = 'pupil' | 'father' | 'mother' | 'guardian' | 'head';
type Found = Meaning<RosterField> | null;

function is(field: Meaning<RosterField>['field'], rank = 2, isWeak = false): Found {
  return isWeak ? { field, rank, isWeak } : { field, rank };
}

/** In this order: the first rule that recognises the label decides; null means a column of no use. */
const rules: readonly ((label: Label, party: Party) => Found | undefined)[] = [
  ordinal,
  ofNoUse,
  birth,
  gender,
  relation,
  phone,
  identifier,
  certificate,
  poverty,
  ethnicity,
  className,
  site,
  place,
  note,
  name,
];

/** Meaning of a column's labels (outermost group first), or null. */
export function rosterMeaning(labels: readonly string[]): Found {
  const label = labelOf(labels);
  if (label.own === '' || label.own.length > 120) return null;
  const party = partyOf(label);
  for (const rule of rules) {
    const found = rule(label, party);
    if (found !== undefined) return found;
  }
  return null;
}

function partyOf({ all, accentedAll }: Label): Party {
  // "Bộ GD&ĐT" is no father.
  const words = all.replace(/\bbo (?:gd|giao duc)\S*/g, '');
  const father = /\b(?:cha|bo)\b/.test(words) && !/(?<!\p{L})bộ(?!\p{L})/u.test(accentedAll);
  const mother = /\b(?:me)\b/.test(words) || /(?<!\p{L})má(?!\p{L})/u.test(accentedAll);
  if (/\bchu ho\b/.test(words)) return 'head';
  if (
    (father && mother) ||
    /phu huynh|\bphhs\b|\bph\b|giam ho|nguoi nuoi|nuoi duong|do dau|dai dien|nguoi than|ong\/ba|ong ba|bo me|cha me|con ong|con ba/.test(
      words,
    )
  ) {
    return 'guardian';
  }
  if (father) return 'father';
  return mother ? 'mother' : 'pupil';
}

function ordinal({ own }: Label): Found | undefined {
  return /^(?:stt|tt|s t t|so tt|so thu tu|thu tu|no|#)$/.test(own) ? is('ordinal') : undefined;
}

function ofNoUse({ own, all }: Label): Found | undefined {
  const useless =
    /\bnghe\b|nghe nghiep|trinh do|hoc van|cong viec|noi lam|ton giao|quoc tich|email|mail|zalo|facebook|benh|suc khoe|\bmat\b|chieu cao|can nang|bhyt|bao hiem|trang thai|hoc luc|hanh kiem|ky nhan|chu ky|ky ten|nguoi nhan|gvcn|giao vien|chu nhiem|thieu so|dtts|mien giam|hoc bong|tai khoan|ngan hang|chuyen den|chuyen di|nhap hoc|doan vien|doi vien|khuyet tat|mo coi|khoi\b|truong\b(?!.*\bdiem\b)|ten khac|thuong goi|huyen\b|\bquan\b(?! he)|thi xa/;
  if (/diem truong|phan truong/.test(all)) return undefined;
  return useless.test(own) && !/que quan|ho ngheo|can ngheo|dia chi/.test(own) ? null : undefined;
}

function birth({ own, group, accented }: Label, party: Party): Found | undefined {
  const words = own.replace(/\b(?:hoc sinh|hs)\b/g, ' ').trim();
  const isGroup = /\b(?:ngay|nam|thang)\b.*\bsinh\b|sinh ngay/.test(group.replace(/hoc sinh/g, ''));
  if (isGroup && party === 'pupil') {
    if (words === 'ngay') return is('birthDay');
    if (words === 'thang') return is('birthMonth');
    if (words === 'nam' && accented === 'năm') return is('birthYear');
    if (words === 'nam') return is('maleBirthDate');
    if (words === 'nu') return is('femaleBirthDate');
  }
  if (/noi sinh|khai sinh|sinh song/.test(words)) return undefined;
  const isDay = /\bngay\b.*\bsinh\b|sinh ngay|^ns$|^sinh$|^ntns$|^ngaysinh$/.test(words);
  if (!isDay && !/nam sinh|sinh nam/.test(words)) return undefined;
  if (party !== 'pupil') return null;
  return isDay ? is('birthDate', 3) : is('birthDate', 1, true);
}

function gender({ own, accented }: Label, party: Party): Found | undefined {
  if (/gioi tinh|^phai$|^gt$|\bnam ?(?:\/|hay|hoac|va)? ?nu\b/.test(own))
    return party === 'pupil' ? is('gender', 3) : null;
  if (/^(?:(?:hoc sinh|hs|la) )?nu(?: x)?$/.test(own)) return is('female');
  if (/^(?:(?:hoc sinh|hs|la) )?nam(?: x)?$/.test(own) && !accented.includes('năm')) return is('male');
  return undefined;
}

function ethnicity({ own, accented }: Label, party: Party): Found | undefined {
  if (/dan toc|^d ?toc$/.test(own)) return party === 'pupil' ? is('ethnicity', 3) : null;
  return accented === 'dt' ? is('ethnicity', 1, true) : undefined;
}

function relation({ own }: Label): Found | undefined {
  if (!/quan he|^qh$|\bmqh\b/.test(own)) return undefined;
  // What the pupil is to the head of the household is not who signs.
  return /chu ho/.test(own) ? null : is('guardianRelation');
}

function phone({ own, accented }: Label, party: Party): Found | undefined {
  const isPhone =
    /dien thoai|\bsdt\b|s\/?đt|dtdd|di dong|so dt\b|phone|\btel\b|^(?:so )?lien (?:he|lac)$|so lien (?:he|lac)/.test(
      own,
    ) || /(?<!\p{L})(?:đt|sđt)(?!\p{L})/u.test(accented.replace(/gd ?[&-]? ?đt/g, ''));
  if (!isPhone) return undefined;
  if (party === 'father') return is('fatherPhone');
  if (party === 'mother') return is('motherPhone');
  if (party === 'guardian' || party === 'head') return is('guardianPhone', 3);
  return is('guardianPhone', /hoc sinh|\bhs\b/.test(own) ? 1 : 2, accented === 'đt');
}

const personalIdField = {
  pupil: 'personalId',
  father: 'fatherPersonalId',
  mother: 'motherPersonalId',
  guardian: 'guardianPersonalId',
  head: 'headPersonalId',
} as const;

function identifier({ own, all, group }: Label, party: Party): Found | undefined {
  if (/noi cap|co quan cap|don vi cap/.test(own)) return null;
  const isCard = /cccd|can cuoc|cmnd|\bcmt\b|chung minh|dinh danh ca nhan|dinh danh cong dan|\bd?ddcn\b|\bdddcn\b/;
  if (/ngay cap/.test(own)) {
    return /gcn|chung nhan|ngheo/.test(all) && !isCard.test(own) ? is('certificateDate') : null;
  }
  if (isCard.test(own) || /^so dinh danh|^sddcn$/.test(own) || (isCard.test(group) && /^(?:so|ma so)$/.test(own))) {
    if (/bo gd|bo giao duc|moet/.test(own) && !isCard.test(own)) return is('moetId', 3);
    return is(personalIdField[party], /dinh danh/.test(own) ? 3 : /cccd|can cuoc/.test(own) ? 2 : 1, party === 'pupil');
  }
  if (/moet|ma csdl|\bma bo\b|ma nganh|ma dinh danh.*(?:\bbo\b|bgd)|ma bgd/.test(own)) return is('moetId', 4, true);
  if (/ma dinh danh/.test(own)) return party === 'pupil' ? is('moetId', 3, true) : null;
  if (/\bma (?:so )?(?:hoc sinh|hs|hoc vien)\b|^mahs$|^mshs$/.test(own)) return is('moetId', 2, true);
  return undefined;
}

function certificate({ own, group, accented }: Label): Found | undefined {
  const isPaper = /\bgcn\b|chung nhan|giay cn/;
  if (/nam (?:ra soat|cong nhan|xet|binh|danh gia|ap dung)|ky ra soat/.test(own)) return is('reviewYear');
  if (isPaper.test(own) || (isPaper.test(group) && /^(?:so|so hieu|so giay|ma so)$/.test(own))) {
    return /^ngay|ngay cap/.test(own) ? is('certificateDate') : is('certificateNo', 3);
  }
  // "Sổ hộ nghèo (số)", "Số sổ hộ nghèo": the certificate by its old name.
  const isBook =
    (/(?<!\p{L})sổ(?!\p{L})/u.test(accented) && /ngheo/.test(own)) ||
    /^(?:ma )?so so\b|ma (?:so )?ho (?:can )?ngheo/.test(own);
  if (isBook) return is('certificateNo');
  if (/^(?:so|so giay)$/.test(own) && /ngheo|uu tien|chinh sach/.test(group)) return is('certificateNo', 1);
  return undefined;
}

function poverty({ own, group }: Label): Found | undefined {
  if (/thoat (?:ho )?(?:can )?ngheo/.test(own)) return null;
  const isNear = /can[- ]?ngheo|^h?cn$|\bhcn\b/.test(own);
  const isPoor = /ngheo|^hn$|\bhn\b/.test(own.replace(/can[- ]?ngheo/g, ' '));
  if (isNear && isPoor) return is('povertyStatus', 4);
  if (isNear) return is('nearPoorMark', 3);
  if (isPoor) return is('poorMark', 3);
  const generic =
    /uu tien|chinh sach|doi tuong|hoan canh|\bdien\b(?! tich)|kinh te|loai ho|thuoc ho|ra soat|phan loai ho|ngheo/;
  if (/^(?:ho|loai|dien|muc|loai ho|ho gia dinh|thuoc dien)$/.test(own) && generic.test(group))
    return is('povertyStatus', 3);
  return generic.test(own) ? is('povertyStatus', 1, true) : undefined;
}

function className({ own }: Label): Found | undefined {
  if (/^(?:ma|ky hieu) lop/.test(own)) return is('className', 1);
  return /^(?:hoc )?lop(?: (?:hoc|hien tai|nam hoc|so|hs))?$|^ten lop/.test(own) ? is('className', 3) : undefined;
}

function site({ own }: Label): Found | undefined {
  return /diem truong|diem le|phan hieu|phan truong|^diem$/.test(own) ? is('siteName') : undefined;
}

const placeParts = {
  village: /\b(?:xom|thon|ban|to dan pho|tdp|ap|buon|lang|khu|khom|phum|soc|plei|bon|doi)\b|^to$|\bto(?=[ /]|$)/,
  commune: /\b(?:xa|phuong|thi tran|dac khu)\b/,
  province: /\b(?:tinh|thanh pho|tp)\b/,
};

/** Where the household lives now, rather than where it is registered, rather than anything of long ago. */
function placeRank({ all }: Label): number {
  if (/\bcu\b/.test(all)) return 1;
  if (/tam tru/.test(all)) return 2;
  if (/thuong tru|ho khau|hktt/.test(all)) return 3;
  return /hien nay|hien tai|cho o|noi o|dang o|cu tru/.test(all) ? 5 : 4;
}

function place(label: Label, party: Party): Found | undefined {
  const { own, all, accented } = label;
  if (/que quan|nguyen quan|noi sinh|khai sinh|tru quan/.test(all) && !/\bten\b/.test(own)) return null;
  const isAddress = /dia chi|cho o|noi o|thuong tru|ho khau|tam tru|cu tru|hktt|noi dang o/.test(own);
  const rank = placeRank(label);
  if (party !== 'pupil' && party !== 'head' && party !== 'guardian') return isAddress ? null : undefined;
  const hasVillage = placeParts.village.test(own) && !/(?<!\p{L})(?:bàn|bạn|bán)(?!\p{L})/u.test(accented);
  const hasCommune = placeParts.commune.test(own);
  const hasProvince = placeParts.province.test(own);
  const parts = Number(hasVillage) + Number(hasCommune) + Number(hasProvince);
  if (parts > 1) return is('address', rank);
  if (hasVillage) return is('village', rank);
  if (hasCommune) return is('commune', rank);
  if (hasProvince) return is('province', rank);
  return isAddress ? is('address', rank) : undefined;
}

function note({ own }: Label): Found | undefined {
  return /ghi chu|^note$|chu thich|^luu y$/.test(own) ? is('note') : undefined;
}

const nameField = {
  pupil: 'fullName',
  father: 'fatherName',
  mother: 'motherName',
  guardian: 'guardianName',
  head: 'headName',
} as const;

function name({ own, group }: Label, party: Party): Found | undefined {
  const words = own.replace(/\b(?:viet nam|in hoa|khai sinh|day du)\b/g, '').trim();
  if (
    party === 'pupil' &&
    /^(?:ho|ho va|ho (?:va )?(?:ten )?(?:dem|lot|chu lot)|ho ten dem|ho va dem|ho\/dem|dem)(?: (?:hoc sinh|hs))?$/.test(
      words,
    )
  ) {
    return is('familyAndMiddleName');
  }
  if (party === 'pupil' && /^ten(?: goi)?$/.test(words)) return is('givenName');
  const isName = /\bho ?(?:va|,|&)? ?ten\b|\bten\b|^hoten$|^hovaten$/.test(words);
  if (party !== 'pupil') {
    if (isName) return is(nameField[party], 3);
    // "Cha", "Phụ huynh", "Chủ hộ", "Con ông (bà)" alone mean the name.
    const isBare =
      /^(?:(?:cha|bo|me|ba|ma|chu ho|phu huynh|nguoi|giam ho|do dau|ong|con|va|hoac|hs|hoc sinh|phhs|ph|dai dien|nuoi duong|than|cua)[ /]*)+$/.test(
        words,
      );
    return isBare ? is(nameField[party], 2) : undefined;
  }
  if (/\bten (?:thiet bi|may|truong|sach|tinh|thon|bo)\b/.test(words)) return undefined;
  if (isName) return is('fullName', /hoc sinh|\bhs\b|\bem\b|\btre\b/.test(`${words} ${group}`) ? 4 : 3);
  return /^(?:hoc sinh|hs|ten em|chau|tre)$/.test(words) ? is('fullName', 1) : undefined;
}
