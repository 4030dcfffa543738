/** One device: what it is, where it is, the papers that name it, what happened to it. */
import { Button, CloseButton } from '@mantine/core';
import { IconHandGrab, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DeviceRow } from '../../../shared/contract/devices.ts';
import type { ReceiptEntry } from '../../../shared/contract/students.ts';
import { fieldName } from '../../../shared/sentences/fields.ts';
import { api } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useCanEdit } from '../../frame/may.tsx';
import { useIsOffice } from '../../frame/register-state.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { fieldText } from '../../language/field-text.ts';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ReceiptList } from '../handover/receipt-list.tsx';
import { ReadOnlyNote } from '../office/read-only-note.tsx';
import { ReasonForm } from '../reason-form.tsx';
import { Section } from '../section.tsx';
import { Timeline } from '../../timeline/timeline.tsx';
import { deviceName } from './device-columns.tsx';
import { DeviceStateMark } from './device-state-mark.tsx';
import classes from './devices.module.css';

interface DevicePanelProps {
  device: DeviceRow & { receipts: ReceiptEntry[] };
  onEdit: () => void;
  onClose: () => void;
}

const facts = [
  'name',
  'brand',
  'model',
  'imei',
  'imei2',
  'simNumber',
  'iccid',
  'accessories',
  'price',
  'condition',
  'note',
] as const;

export function DevicePanel({ device, onEdit, onClose }: DevicePanelProps) {
  const { language, words } = useLanguage();
  const text = words.devices.panel;
  const isOffice = useIsOffice();
  const canEdit = useCanEdit();
  const { say } = useNotices();
  const [isVoiding, setIsVoiding] = useState(false);
  const remove = useMutation(api.devices.void.mutationOptions());
  useKeys([{ keys: ['Escape'], label: words.frame.key.close, run: onClose }], 'panel');
  return (
    <>
      <header className={classes.head}>
        <div>
          <h2>{device.serialNumber}</h2>
          <p className={classes.subtitle}>
            <DeviceStateMark state={device.state} />
            {isOffice && <span>{device.schoolName}</span>}
            <span>{deviceName(device)}</span>
            <span>{device.roundName}</span>
          </p>
        </div>
        <CloseButton size="lg" aria-label={words.common.close} onClick={onClose} />
      </header>
      {!canEdit && <ReadOnlyNote />}
      {canEdit && device.state !== 'voided' && (
        <div className={classes.buttons}>
          <Button
            size="compact-md"
            leftSection={<IconPencil size={17} aria-hidden />}
            rightSection={<KeyCaps keys="F2" />}
            onClick={onEdit}
          >
            {words.common.edit}
          </Button>
          {device.student !== null && (
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconHandGrab size={17} aria-hidden />}
              renderRoot={(props: object) => (
                <Link to="/handover" search={{ pupil: device.student ?? undefined }} {...props} />
              )}
            >
              {text.handOver}
            </Button>
          )}
          {device.state === 'in_stock' && (
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconTrash size={17} aria-hidden />}
              onClick={() => setIsVoiding(true)}
            >
              {words.common.remove}
            </Button>
          )}
        </div>
      )}
      <div className={classes.body}>
        {device.studentName !== null && (
          <p className={classes.holder}>
            {text.holder[device.state === 'assigned' ? 'assigned' : 'handed_over']}{' '}
            <Link to="/students" search={{ pupil: device.student ?? undefined }}>
              {device.studentName}
            </Link>{' '}
            {device.className}
          </p>
        )}
        <dl className={classes.facts}>
          {facts
            .filter((field) => device[field] !== null)
            .map((field) => (
              <div key={field} className={classes.fact}>
                <dt>{fieldName(language, field, 'devices')}</dt>
                <dd>{fieldText(language, field, device[field], 'devices')}</dd>
              </div>
            ))}
          {device.documentNumber !== null && (
            <div className={classes.fact}>
              <dt>{fieldName(language, 'documentNumber', 'deliveries')}</dt>
              <dd>{device.documentNumber}</dd>
            </div>
          )}
        </dl>
        <Section title={text.papers}>
          <ReceiptList receipts={device.receipts} empty={text.noPapers} names="pupil" />
        </Section>
        <Timeline table="devices" id={device.id} />
      </div>
      <Dialog title={text.voidTitle(device.serialNumber)} isOpen={isVoiding} onClose={() => setIsVoiding(false)}>
        <ReasonForm
          text={text.voidText}
          reasons={text.voidReasons}
          confirm={words.common.remove}
          isPending={remove.isPending}
          error={remove.error}
          onCancel={() => setIsVoiding(false)}
          onConfirm={(reason) =>
            remove.mutate(
              { id: device.id, reason },
              {
                onSuccess: (answer) => {
                  say(text.voided(device.serialNumber), { command: answer.command });
                  setIsVoiding(false);
                },
              },
            )
          }
        />
      </Dialog>
    </>
  );
}
