/** One pupil on the sheet: to be signed for, signed, without a device yet, or not to get one, with the reason. */
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { HandoverRow } from '../../../shared/contract/devices.ts';
import { fieldName } from '../../../shared/sentences/fields.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { listChoices, valueInWords } from '../../../shared/sentences/values.ts';
import { useFieldState } from '../../fields/form-context.ts';
import { formatDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { DeviceMark, PovertyMark } from '../../marks/marks.tsx';
import classes from './handover.module.css';
import { fieldOf, rowState } from './sheet-state.ts';

interface SheetRowProps {
  row: HandoverRow;
  /** Another pupil of the class has the same name: the birthday tells them apart. */
  isNamesake: boolean;
  problem: string | undefined;
  onTick: () => void;
}

export function SheetRow({ row, isNamesake, problem, onTick }: SheetRowProps) {
  const { language, words } = useLanguage();
  const text = words.handover;
  const state = rowState(row);
  const serialNumber = row.receipt?.serialNumber ?? row.serialNumber;
  return (
    <tr data-state={state}>
      <td className={classes.tickColumn}>{state === 'planned' && <Tick row={row} onTick={onTick} />}</td>
      <th scope="row">
        <Link to="/handover" search={{ pupil: row.student }} className={classes.pupilLink}>
          {row.fullName}
        </Link>
        {isNamesake && <span className={classes.under}>{formatDay(row.birthDate)}</span>}
      </th>
      <td className={classes.statusColumn}>
        <PovertyMark status={row.povertyStatus} />
      </td>
      <td>
        {serialNumber === null ? (
          <DeviceMark device="none" text={words.choices.device.none} />
        ) : (
          <span className={classes.serial}>{serialNumber}</span>
        )}
      </td>
      {state === 'planned' ? (
        <Receiver row={row} problem={problem} />
      ) : (
        <td colSpan={3}>
          {row.receipt && (
            <span className={classes.received}>
              <DeviceMark device="received" text={words.students.signedOn(formatDay(row.receipt.receivedOn))} />
              <span>
                {text.receipt.signedBy(
                  row.receipt.receiverName ?? '',
                  valueInWords(language, 'relation', row.receipt.receiverRelation),
                )}
              </span>
            </span>
          )}
          {state === 'blocked' && row.obstacle && (
            <span className={classes.obstacle}>
              <IconAlertTriangle size={16} aria-hidden />
              {sentence(language, row.obstacle.problem, row.obstacle.details)}
            </span>
          )}
          {problem !== undefined && state !== 'blocked' && <span className={classes.obstacle}>{problem}</span>}
        </td>
      )}
    </tr>
  );
}

function Tick({ row, onTick }: { row: HandoverRow; onTick: () => void }) {
  const { words } = useLanguage();
  const name = fieldOf(row.student, 'tick');
  const { initial } = useFieldState(name);
  return (
    <Checkbox
      name={name}
      size="md"
      aria-label={words.handover.presentOf(row.fullName)}
      defaultChecked={initial === 'yes'}
      onChange={onTick}
    />
  );
}

function Receiver({ row, problem }: { row: HandoverRow; problem: string | undefined }) {
  const { language, words } = useLanguage();
  const text = words.handover;
  const name = fieldOf(row.student, 'name');
  const relation = fieldOf(row.student, 'relation');
  const personalId = fieldOf(row.student, 'personalId');
  const nameState = useFieldState(name);
  const { initial: relationInitial } = useFieldState(relation);
  const { initial: idInitial } = useFieldState(personalId);
  return (
    <>
      <td>
        <TextInput
          name={name}
          aria-label={text.fieldOf(text.columns.receiver, row.fullName)}
          defaultValue={nameState.initial}
          error={nameState.problem ?? problem}
          maxLength={200}
          spellCheck={false}
        />
      </td>
      <td>
        <NativeSelect
          name={relation}
          aria-label={text.fieldOf(text.columns.relation, row.fullName)}
          defaultValue={relationInitial}
          data={[{ value: '', label: words.common.chooseNothing }, ...listChoices(language, 'relation')]}
        />
      </td>
      <td>
        <TextInput
          name={personalId}
          aria-label={text.fieldOf(fieldName(language, 'receiverPersonalId', 'receipts'), row.fullName)}
          defaultValue={idInitial}
          inputMode="numeric"
          maxLength={20}
          spellCheck={false}
        />
      </td>
    </>
  );
}
