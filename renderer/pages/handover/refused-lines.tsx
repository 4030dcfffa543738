/** Lines that could not be done, among lines that were: each with its name and its reason. */
import type { RefusedLine } from '../../../shared/contract/devices.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './handover.module.css';

export function RefusedLines({ title, lines }: { title: string; lines: readonly RefusedLine[] }) {
  const { language } = useLanguage();
  if (lines.length === 0) return null;
  return (
    <div className={classes.refused} role="alert">
      <p>{title}</p>
      <ul>
        {lines.map((line, index) => (
          <li key={line.student ?? index}>
            <strong>{line.label}:</strong> {sentence(language, line.problem, line.details)}
          </li>
        ))}
      </ul>
    </div>
  );
}
