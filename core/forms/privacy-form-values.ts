/** The texts that the templates of the forms of privacy can name; resources/forms/README.md lists them all. */
import { assertNever } from '../../shared/problems.ts';
import { valueInWords } from '../../shared/sentences/values.ts';
import { count, documentNumber, longDay, oneLine, relationWords, shortDay } from './form-text.ts';
import type { FormValues } from './placeholders.ts';
import type { ConsentPaper, DeletionMinutesModel, HeldDataModel, PrivacyFormModel } from './privacy-form-models.ts';

function documentValues(model: PrivacyFormModel): FormValues {
  return {
    number: documentNumber(model.documentNumber),
    date: shortDay(model.date),
    longDate: longDay(model.date),
    code: model.code,
  };
}

function withoutWord(className: string | null): string | null {
  return oneLine(className)?.replace(/^lớp\s+/iu, '') ?? null;
}

function deletionValues({ deletion, deletionId }: DeletionMinutesModel): FormValues {
  const { reason, basis, erasedOn, schoolYear, ...counts } = deletion;
  return {
    id: deletionId,
    reason: valueInWords('vi', 'erasureReason', reason),
    basis: oneLine(basis)?.replace(/\.$/, '') ?? null,
    erasedOn: shortDay(erasedOn),
    schoolYear: oneLine(schoolYear)?.replace('-', '–') ?? null,
    ...Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, count(value)])),
  };
}

function paperValues(paper: ConsentPaper, number: number): FormValues {
  const { guardianRelation } = paper;
  return {
    number,
    studentName: oneLine(paper.studentName),
    // Names the sheet; a blank form is called after what it is.
    sheetName: oneLine(paper.studentName) ?? 'Phiếu đồng ý',
    birthDate: shortDay(paper.birthDate),
    className: withoutWord(paper.className),
    guardianName: oneLine(paper.guardianName),
    guardianRelation:
      guardianRelation === null || guardianRelation === 'self' || guardianRelation === 'other'
        ? null
        : relationWords[guardianRelation],
    needsChild: paper.needsChild,
    // A box is empty whatever the register knows: only a hand ticks it.
    box: false,
  };
}

function heldValues({ student, request, isWhole, lines }: HeldDataModel): FormValues {
  return {
    student: {
      fullName: oneLine(student.fullName),
      birthDate: shortDay(student.birthDate),
      className: withoutWord(student.className),
    },
    request: { receivedOn: shortDay(request?.receivedOn ?? null), requesterName: oneLine(request?.requesterName) },
    isWhole,
    lines: lines.map(({ isHeading, label, value }) => ({
      isHeading,
      heading: isHeading ? oneLine(label) : null,
      label: isHeading ? null : oneLine(label),
      value: oneLine(value),
    })),
  };
}

/** What each of these forms has of its own. */
export function privacyFormValues(model: PrivacyFormModel): FormValues {
  const document = documentValues(model);
  switch (model.form) {
    case 'deletion-minutes':
      return { document, deletion: deletionValues(model) };
    case 'posting-list': {
      const className = withoutWord(model.className);
      return {
        document,
        class: { name: className, title: className ? `Lớp ${className}` : 'Toàn trường' },
        isPlanned: model.isPlanned,
        totals: { students: count(model.rows.length) },
        rows: model.rows.map((row, index) => ({
          number: index + 1,
          fullName: oneLine(row.fullName),
          className: withoutWord(row.className),
        })),
      };
    }
    case 'consent-form':
      return {
        document: { ...document, formVersion: oneLine(model.formVersion), keptYears: count(model.keptYears) },
        papers: model.papers.map((paper, index) => paperValues(paper, index + 1)),
      };
    case 'held-data':
      return { document, ...heldValues(model) };
    default:
      return assertNever(model);
  }
}
