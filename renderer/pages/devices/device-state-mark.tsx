/** Where a device is, at a glance: a shape, a colour and the words. */
import { IconCircleCheckFilled, IconClock, IconPackage, IconX } from '@tabler/icons-react';
import type { DeviceRow } from '../../../shared/contract/devices.ts';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './devices.module.css';

const shapes = { in_stock: IconPackage, assigned: IconClock, handed_over: IconCircleCheckFilled, voided: IconX };

export function DeviceStateMark({ state }: { state: DeviceRow['state'] }) {
  const { language } = useLanguage();
  const Shape = shapes[state];
  return (
    <span className={classes.state} data-state={state}>
      <Shape size={15} aria-hidden />
      {valueInWords(language, 'deviceState', state)}
    </span>
  );
}
