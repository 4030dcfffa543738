/** What a form tells its fields: what they begin with, and what is wrong with them. */
import { createContext, useContext } from 'react';
import type { FormValues } from './drafts.ts';

interface FormState {
  initial: FormValues;
  problems: Readonly<Record<string, string>>;
}

export const FormContext = createContext<FormState>({ initial: {}, problems: {} });

export function useFieldState(name: string): { initial: string; problem: string | undefined } {
  const form = useContext(FormContext);
  return { initial: form.initial[name] ?? '', problem: form.problems[name] };
}
