/** ID numbers of a pupil's page, shown whole while somebody wants to see them; every showing is remembered by the core. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { StudentNumbers } from '../../../shared/contract/numbers.ts';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { isMasked } from '../../../shared/rules/mask-number.ts';
import { api } from '../../api.ts';

export interface WholeNumbers {
  /** Whether the page has a number at all. */
  hasNumbers: boolean;
  isShown: boolean;
  isPending: boolean;
  error: unknown;
  toggle: () => void;
}

/** The pupil as shown now, and what shows or hides the numbers. */
export function useWholeNumbers(student: StudentPage | null): { shown: StudentPage | null; numbers: WholeNumbers } {
  const [told, setTold] = useState<{ student: string; numbers: StudentNumbers } | null>(null);
  const ask = useMutation(api.numbers.ofStudent.mutationOptions());
  const numbers = told !== null && told.student === student?.id ? told.numbers : null;
  const toggle = () => {
    if (student === null) return;
    if (numbers !== null) return setTold(null);
    const { id } = student;
    ask.mutate({ student: id }, { onSuccess: (answer) => setTold({ student: id, numbers: answer }) });
  };
  return {
    shown: student === null || numbers === null ? student : withNumbers(student, numbers),
    numbers: {
      hasNumbers: student !== null && hasMasked(student),
      isShown: numbers !== null,
      isPending: ask.isPending,
      error: ask.error,
      toggle,
    },
  };
}

/** Pure: the page with the numbers in the places where it had masked ones. */
export function withNumbers(student: StudentPage, numbers: StudentNumbers): StudentPage {
  const guardians = new Map(numbers.guardians.map((row) => [row.id, row.personalId]));
  const receipts = new Map(numbers.receipts.map((row) => [row.id, row.receiverPersonalId]));
  return {
    ...student,
    personalId: numbers.personalId,
    household: student.household && { ...student.household, headPersonalId: numbers.headPersonalId },
    guardians: student.guardians.map((row) => ({ ...row, personalId: guardians.get(row.id) ?? row.personalId })),
    receipts: student.receipts.map((row) => ({
      ...row,
      receiverPersonalId: receipts.get(row.id) ?? row.receiverPersonalId,
    })),
  };
}

/** True when a number of the page is masked. */
export function hasMasked({ personalId, household, guardians, receipts }: StudentPage): boolean {
  return [
    personalId,
    household?.headPersonalId,
    ...guardians.map((row) => row.personalId),
    ...receipts.map((row) => row.receiverPersonalId),
  ].some(isMasked);
}
