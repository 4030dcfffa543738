/**
 * Số định danh cá nhân, the number on the căn cước: 12 digits, PPP G YY NNNNNN. PPP is the province (or country)
 * of birth registration, G gender and century, YY the year of birth; there is no check digit.
 * Source: Nghị định 137/2015/NĐ-CP Điều 13; Thông tư 59/2021/TT-BCA. The digits may contradict the papers for
 * good reason (a gender or a birth date corrected later), so a contradiction is a warning, never a refusal.
 */
import type { Gender } from './gender.ts';
import { empty, type Fault, type Reading, refused, taken } from './reading.ts';
import { shorten } from './person-name.ts';
import { cleanText, isBlankText, isScientific, type Written } from './written.ts';

/** Codes of provinces (as before July 2025) that register births; 100 and above are countries. */
const provinces = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 ' +
    '044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 ' +
    '089 091 092 093 094 095 096'
  ).split(' '),
);

/**
 * Twelve digits as text. Eleven are refused with a code of their own (`personalIdElevenDigits`, whose
 * `candidate` is the number with the 0 that a spreadsheet drops, null when it starts with 0 already), as is 1.7E+10 (`personalIdLostDigits`).
 */
export function readPersonalId(written: Written): Reading<string> {
  const text = cleanText(written).replace(/^['`"]+/, '');
  if (isBlankText(text) || /^(?:không|ko|chưa có|chưa|không có)$/i.test(text)) return empty();
  if (isScientific(text)) return refused('personalIdLostDigits', { text });
  const digits = text.replace(/[\s.\-_]/g, '');
  if (!/^\d+$/.test(digits)) return refused('personalIdNotDigits', { text: shorten(text) });
  if (digits.length === 12) return taken(digits);
  if (digits.length === 11)
    return refused('personalIdElevenDigits', { text: digits, candidate: digits.startsWith('0') ? null : `0${digits}` });
  return refused('personalIdWrongLength', { text: shorten(digits), digits: digits.length });
}

/** What the digits say: gender, century and year of birth. Takes 12 digits. */
export function personalIdMeaning(personalId: string): { gender: Gender; birthYear: number; province: string } {
  const digit = Number(personalId[3]);
  return {
    province: personalId.slice(0, 3),
    gender: digit % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(digit / 2) * 100 + Number(personalId.slice(4, 6)),
  };
}

/** Contradictions between the number and the other columns: warnings. `birthDate` is an ISO day. */
export function checkPersonalId(personalId: string, gender: Gender | null, birthDate: string | null): Fault[] {
  const says = personalIdMeaning(personalId);
  const faults: Fault[] = [];
  if (gender !== null && says.gender !== gender) {
    faults.push({ problem: 'personalIdGenderMismatch', details: { personalId, says: says.gender, gender } });
  }
  const year = birthDate === null ? null : Number(birthDate.slice(0, 4));
  if (year !== null && says.birthYear !== year) {
    faults.push({ problem: 'personalIdYearMismatch', details: { personalId, says: says.birthYear, year } });
  }
  if (personalId < '100' && !provinces.has(says.province)) {
    faults.push({ problem: 'personalIdProvinceUnknown', details: { personalId, province: says.province } });
  }
  return faults;
}

/** The number of an adult who signs: the 9 digits of an old chứng minh nhân dân are in use too. A warning at most. */
export function readAdultPersonalId(written: Written): Reading<string> {
  const digits = cleanText(written).replace(/[\s.\-_'`"]/g, '');
  if (/^\d{9}$/.test(digits)) return taken(digits);
  const reading = readPersonalId(written);
  return reading.fault === null ? reading : { value: null, fault: null, warning: reading.fault };
}
