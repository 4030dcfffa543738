/** What the person at the keyboard may do, by the table of shared/permissions: pages show that, and say why where something is missing. */
import { IconLock } from '@tabler/icons-react';
import { type ReactNode, useContext } from 'react';
import { isPermitted, listPermitted, type ProcedurePath } from '../../shared/permissions.ts';
import { sentence } from '../../shared/sentences/sentences.ts';
import { useLanguage } from '../language/language.tsx';
import classes from './frame.module.css';
import { RegisterContext, useIsOffice } from './register-state.tsx';

/** True when the person at the keyboard may call this. Before anyone sits there the core decides alone. */
export function useMay(procedure: ProcedurePath): boolean {
  const state = useContext(RegisterContext);
  return state === null || isPermitted(state.countsAs, procedure);
}

/** True when pupils, devices and receipts may be written here: never at an office, nor by who only looks. */
export function useCanEdit(): boolean {
  const isOffice = useIsOffice();
  return useMay('students.save') && !isOffice;
}

/** Who may, in a sentence; nothing for who may. */
export function WhyNot({ procedure }: { procedure: ProcedurePath }) {
  const { language } = useLanguage();
  const state = useContext(RegisterContext);
  if (useMay(procedure) || state === null) return null;
  const details = { procedure, role: state.countsAs, allowed: listPermitted(procedure).join(' ') };
  return (
    <p className={classes.whyNot}>
      <IconLock size={17} aria-hidden />
      {sentence(language, 'whyNot', details)}
    </p>
  );
}

interface MayProps {
  procedure: ProcedurePath;
  /** True where the reason stands beside already. */
  isSilent?: boolean;
  children: ReactNode;
}

/** Shows its content to who may call the procedure; to others why they find nothing here. */
export function May({ procedure, isSilent = false, children }: MayProps) {
  if (useMay(procedure)) return children;
  return isSilent ? null : <WhyNot procedure={procedure} />;
}
