/** The lines of what sync leaves to a person. */
import { useQuery } from '@tanstack/react-query';
import { linkOptions } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { listSyncWaits } from './sync-wait-lines.ts';
import { Waiting } from './waiting.tsx';

export function SyncWaits() {
  const w = useWords().sync.today;
  const { data } = useQuery(api.sync.status.queryOptions());
  if (!data) return null;
  return listSyncWaits(data, w).map(({ text, button, section }) => (
    <Waiting key={button} text={text} button={button} target={linkOptions({ to: '/sync', search: { section } })} />
  ));
}
