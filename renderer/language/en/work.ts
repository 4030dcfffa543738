import type { Words } from '../words.ts';
import { count } from './count.ts';

export const work: Words['work'] = {
  secondsLeft: (seconds) =>
    seconds < 60
      ? `about ${count(seconds, 'second', 'seconds')} left`
      : `about ${count(Math.ceil(seconds / 60), 'minute', 'minutes')} left`,
};
