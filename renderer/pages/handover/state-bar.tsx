/** One line of state: how far this class is, and what is left in stock. */
import { Button } from '@mantine/core';
import { useWords } from '../../language/language.tsx';
import classes from './handover.module.css';
import type { SheetCounts } from './sheet-state.ts';

interface StateBarProps {
  className: string;
  counts: SheetCounts;
  inStock: number;
  onTakeBack: () => void;
}

export function StateBar({ className, counts, inStock, onTakeBack }: StateBarProps) {
  const text = useWords().handover;
  return (
    <div className={classes.stateBar}>
      <p className={classes.stateLine} role="status">
        <strong className={classes.className}>{className}</strong>
        <span>{text.state(counts.received, counts.planned, counts.waiting + counts.blocked, inStock)}</span>
      </p>
      {counts.planned > 0 && (
        <>
          <p className={classes.paperHint}>{text.paperHint}</p>
          <Button variant="subtle" size="compact-md" onClick={onTakeBack}>
            {text.takeBack}
          </Button>
        </>
      )}
    </div>
  );
}
