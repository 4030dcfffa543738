/** What was saved but should be looked at: one sentence a field, with the way to correct it. */
import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { fieldName } from '../../../shared/sentences/fields.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './student-panel.module.css';

export interface SaveWarning {
  field: string;
  problem: string;
  details: Record<string, string | number | null>;
}

interface SaveWarningsProps {
  warnings: readonly SaveWarning[];
  onFix: () => void;
  onSeen: () => void;
}

export function SaveWarnings({ warnings, onFix, onSeen }: SaveWarningsProps) {
  const { language, words } = useLanguage();
  if (warnings.length === 0) return null;
  return (
    <section className={classes.warnings} role="status">
      <p className={classes.warningsHead}>
        <IconEye size={18} aria-hidden />
        {words.students.form.warnings(warnings.length)}
      </p>
      <ul>
        {warnings.map((warning) => (
          <li key={`${warning.field} ${warning.problem}`}>
            <strong>{fieldName(language, warning.field)}</strong>
            <p>{sentence(language, warning.problem, warning.details)}</p>
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button size="compact-sm" variant="default" onClick={onFix}>
          {words.students.form.fix}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onSeen}>
          {words.students.form.warningsSeen}
        </Button>
      </div>
    </section>
  );
}
