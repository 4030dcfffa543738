/** What stands beside the devices: one device, its form, or adding one after the other. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { useRound } from '../../frame/round.tsx';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { AddDevices } from './add-devices.tsx';
import { DeviceForm } from './device-form.tsx';
import { DevicePanel } from './device-panel.tsx';
import type { DevicesSearch } from './devices-search.ts';
import classes from './devices.module.css';

interface DeviceSideProps {
  device: string | null;
  form: 'new' | 'edit' | null;
  onChange: (change: Partial<DevicesSearch>, options?: { isStep?: boolean }) => void;
  onClose: () => void;
}

export function DeviceSide({ device, form, onChange, onClose }: DeviceSideProps) {
  const words = useWords();
  const rounds = useRound();
  const found = useQuery(
    api.devices.get.queryOptions({
      input: { id: device ?? '' },
      enabled: device !== null && form !== 'new',
      // The device before stays in sight until the next one is there.
      placeholderData: (before) => before,
    }),
  );
  if (form === 'new') {
    return (
      <aside className={classes.side} aria-label={words.devices.add}>
        {/* Begins with the round that it adds to. */}
        {!rounds.isLoading && <AddDevices onClose={onClose} />}
      </aside>
    );
  }
  return (
    <aside className={classes.side} aria-label={words.devices.panel.label}>
      <ProblemNotice error={found.error} />
      {found.data &&
        (form === 'edit' && !found.isPlaceholderData ? (
          <DeviceForm key={found.data.id} device={found.data} onDone={() => onChange({ form: undefined })} />
        ) : (
          <DevicePanel
            device={found.data}
            onEdit={() => onChange({ form: 'edit' }, { isStep: true })}
            onClose={onClose}
          />
        ))}
    </aside>
  );
}
