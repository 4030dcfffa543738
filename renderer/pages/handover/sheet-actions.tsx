/** What is to be done with the sheet next: plan, print, save that they signed; and the day that stands on the paper. */
import { Button, NativeSelect } from '@mantine/core';
import { IconPackages, IconPencilCheck, IconPrinter } from '@tabler/icons-react';
import { listChoices } from '../../../shared/sentences/values.ts';
import { DateField } from '../../fields/fields.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useLanguage } from '../../language/language.tsx';
import classes from './handover.module.css';
import type { SheetCounts } from './sheet-state.ts';

interface SheetActionsProps {
  counts: SheetCounts;
  tickCount: number;
  canAssign: boolean;
  isSaving: boolean;
  mode: 'gift' | 'loan';
  onMode: (mode: 'gift' | 'loan') => void;
  onAssign: () => void;
  onPrint: () => void;
  onConfirm: () => void;
}

export function SheetActions(props: SheetActionsProps) {
  const { counts, tickCount, canAssign } = props;
  const { language, words } = useLanguage();
  const text = words.handover;
  const isSigning = counts.planned > 0;
  return (
    <div className={classes.paper}>
      {isSigning && (
        <>
          <DateField name="receivedOn" label={text.receivedOn} isRequired className={classes.day} />
          <NativeSelect
            label={text.mode}
            value={props.mode}
            className={classes.day}
            onChange={(event) => props.onMode(event.currentTarget.value === 'loan' ? 'loan' : 'gift')}
            data={listChoices(language, 'handoverMode')}
          />
        </>
      )}
      <div className={classes.paperButtons}>
        <Button
          variant={isSigning ? 'default' : 'filled'}
          leftSection={<IconPackages size={18} aria-hidden />}
          rightSection={<KeyCaps keys={isSigning ? 'Alt+A' : 'Ctrl+Enter'} />}
          disabled={!canAssign}
          onClick={props.onAssign}
        >
          {text.assign}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
          rightSection={<KeyCaps keys="Ctrl+P" />}
          disabled={counts.planned + counts.received === 0}
          onClick={props.onPrint}
        >
          {text.print}
        </Button>
        {isSigning && (
          <Button
            leftSection={<IconPencilCheck size={18} aria-hidden />}
            rightSection={<KeyCaps keys="Ctrl+Enter" />}
            loading={props.isSaving}
            disabled={tickCount === 0}
            onClick={props.onConfirm}
          >
            {text.confirm(tickCount)}
          </Button>
        )}
      </div>
    </div>
  );
}
