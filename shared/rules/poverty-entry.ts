/** The entry that a clerk adds by hand to the poverty history of a household. */
import type { StudentInput } from '../contract/students.ts';
import { type KnownPovertyEntry, type PovertyEntry, povertyStandardOf, reviewYearOf } from './poverty-history.ts';

/**
 * The entry with its review year, standard and first day filled in; null when the entry that counts says the same.
 * What a person enters now counts from now on, unless its certificate is older than the one that counts, or the
 * person gave the day.
 */
export function newPovertyEntry(
  given: NonNullable<StudentInput['povertyStatus']>,
  current: KnownPovertyEntry | undefined,
  today: string,
): PovertyEntry | null {
  const reviewYear = given.reviewYear ?? reviewYearOf(given.certificateNo);
  const stated = {
    status: given.status,
    reviewYear,
    standard: given.standard ?? povertyStandardOf(reviewYear),
    certificateNo: given.certificateNo,
    certificateDate: given.certificateDate,
    certificateCommune: given.certificateCommune,
  };
  const isSame =
    current !== undefined &&
    (given.validFrom === undefined || given.validFrom === current.validFrom) &&
    (Object.keys(stated) as (keyof typeof stated)[]).every((field) => stated[field] === current[field]);
  return isSame ? null : { ...stated, validFrom: given.validFrom ?? firstDay(given.certificateDate, current, today) };
}

function firstDay(certificateDate: string | null, current: KnownPovertyEntry | undefined, today: string): string {
  const day = certificateDate ?? today;
  if (current === undefined || day >= current.validFrom) return day;
  const isOlder =
    certificateDate !== null && current.certificateDate !== null && certificateDate < current.certificateDate;
  if (isOlder) return day;
  return today > current.validFrom ? today : current.validFrom;
}
