/** Status and receipt at a glance: a shape, a colour and the word, never the colour alone. */
import {
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleFilled,
  IconCircleHalf2,
  IconClock,
} from '@tabler/icons-react';
import { useWords } from '../language/language.tsx';
import classes from './marks.module.css';

export type PovertyStanding = 'poor' | 'near_poor' | 'none' | 'unknown';

const shapes = { poor: IconCircleFilled, near_poor: IconCircleHalf2, none: IconCircle, unknown: IconCircleDashed };

export function PovertyMark({ status }: { status: PovertyStanding | null }) {
  const words = useWords();
  const standing = status ?? 'unknown';
  const Shape = shapes[standing];
  return (
    <span className={classes.mark} data-standing={standing}>
      <Shape size={14} aria-hidden />
      {standing === 'unknown' ? words.choices.povertyUnknown : words.choices.poverty[standing]}
    </span>
  );
}

/** Just the shape, for bars and chips that name the status themselves. */
export function PovertyShape({ status }: { status: PovertyStanding }) {
  const Shape = shapes[status];
  return (
    <span className={classes.mark} data-standing={status} aria-hidden>
      <Shape size={15} />
    </span>
  );
}

export function DeviceMark({ device, text }: { device: 'none' | 'assigned' | 'received'; text?: string }) {
  const words = useWords();
  if (device === 'none')
    return (
      <span className={classes.mark} data-device="none">
        {text ?? '–'}
      </span>
    );
  const Shape = device === 'received' ? IconCircleCheckFilled : IconClock;
  return (
    <span className={classes.mark} data-device={device}>
      <Shape size={15} aria-hidden />
      {text ?? words.choices.device[device]}
    </span>
  );
}
