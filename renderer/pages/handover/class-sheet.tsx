/**
 * The sheet of a class as it lies on the table: who is there (ticked), who signs, for which device. Ctrl Enter saves
 * every ticked line in one action.
 */
import { Button, NativeSelect } from '@mantine/core';
import { IconPackages, IconPencilCheck, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { RefusedLine } from '../../../shared/contract/devices.ts';
import type { Round, SchoolClass } from '../../../shared/contract/register.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { listChoices } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { readDayText } from '../../fields/day-text.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { DateField } from '../../fields/fields.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { formatDay, localDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { AssignClass } from './assign-class.tsx';
import classes from './handover.module.css';
import { RefusedLines } from './refused-lines.tsx';
import { SheetTable } from './sheet-table.tsx';
import { countStates, fieldOf, sheetLines, sheetValues, tickedRows } from './sheet-state.ts';
import { TakeBackPlans } from './take-back-plans.tsx';

export function ClassSheet({ schoolClass, round }: { schoolClass: SchoolClass; round: Round }) {
  const { language, words } = useLanguage();
  const text = words.handover;
  const { say } = useNotices();
  const navigate = useNavigate();
  const form = useRef<FormHandle>(null);
  const sheet = useQuery(api.receipts.sheet.queryOptions({ input: { class: schoolClass.id, round: round.id } }));
  const stock = useQuery(api.devices.stock.queryOptions({ input: { round: round.id } }));
  const save = useMutation(api.receipts.saveClass.mutationOptions());
  const [dialog, setDialog] = useState<'assign' | 'takeBack' | null>(null);
  const [refused, setRefused] = useState<readonly RefusedLine[]>([]);
  const [ticked, setTicked] = useState<number | null>(null);
  const [mode, setMode] = useState(round.mode);
  const [saves, setSaves] = useState(0);
  const rows = useMemo(() => sheet.data ?? [], [sheet.data]);
  const counts = countStates(rows);
  const inStock = (stock.data ?? []).reduce((total, line) => total + line.inStock, 0);
  const [today] = useState(() => formatDay(localDay(new Date())));
  const initial = useMemo(() => ({ receivedOn: today, ...sheetValues(rows) }), [rows, today]);
  const tickCount = ticked ?? counts.planned;

  const check = (values: FormValues) =>
    Object.fromEntries(
      tickedRows(rows, values)
        .filter((row) => !values[fieldOf(row.student, 'name')])
        .map((row) => [fieldOf(row.student, 'name'), text.receiverMissing]),
    );
  const submit = (values: FormValues) => {
    const lines = sheetLines(rows, values);
    const receivedOn = readDayText(values['receivedOn'] ?? '');
    if (!receivedOn) {
      form.current?.setProblems({ receivedOn: words.common.notADay });
      return;
    }
    if (lines.length === 0) {
      say(text.nobodyTicked, { tone: 'warning' });
      return;
    }
    setRefused([]);
    save.mutate(
      { round: round.id, receivedOn, mode, lines },
      {
        onSuccess: (answer) => {
          form.current?.dropDraft();
          setRefused(answer.refused);
          setTicked(null);
          setSaves(saves + 1);
          say(text.saved(answer.saved, schoolClass.name, answer.refused.length), {
            command: answer.command,
            tone: answer.refused.length > 0 ? 'warning' : 'done',
          });
        },
      },
    );
  };
  const print = () =>
    void navigate({
      to: '/forms',
      search: {
        form: 'receipt-list',
        class: schoolClass.id,
        isDone: counts.planned === 0 && counts.received > 0 ? true : undefined,
      },
    });
  const canAssign = counts.waiting > 0 && inStock > 0;
  const main = counts.planned > 0 ? () => form.current?.submit() : canAssign ? () => setDialog('assign') : undefined;
  useKeys([
    { keys: ['Ctrl+Enter'], label: counts.planned > 0 ? text.confirm(tickCount) : text.assign, run: main },
    { keys: ['Ctrl+P'], label: text.print, run: print },
    ...(canAssign ? [{ keys: ['Alt+A'], label: text.assign, run: () => setDialog('assign') }] : []),
  ]);
  return (
    <div className={classes.sheet}>
      <div className={classes.stateBar}>
        <p className={classes.stateLine} role="status">
          <strong className={classes.className}>{schoolClass.name}</strong>
          <span>{text.state(counts.received, counts.planned, counts.waiting + counts.blocked, inStock)}</span>
        </p>
        <div className={classes.actions}>
          {counts.planned > 0 && (
            <Button variant="subtle" onClick={() => setDialog('takeBack')}>
              {text.takeBack}
            </Button>
          )}
          <Button
            variant={counts.planned === 0 ? 'filled' : 'default'}
            leftSection={<IconPackages size={18} aria-hidden />}
            rightSection={counts.planned === 0 ? <KeyCaps keys="Ctrl+Enter" /> : <KeyCaps keys="Alt+A" />}
            disabled={!canAssign}
            onClick={() => setDialog('assign')}
          >
            {text.assign}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            rightSection={<KeyCaps keys="Ctrl+P" />}
            disabled={counts.planned + counts.received === 0}
            onClick={print}
          >
            {text.print}
          </Button>
          {counts.planned > 0 && (
            <Button
              leftSection={<IconPencilCheck size={18} aria-hidden />}
              rightSection={<KeyCaps keys="Ctrl+Enter" />}
              loading={save.isPending}
              onClick={() => form.current?.submit()}
            >
              {text.confirm(tickCount)}
            </Button>
          )}
        </div>
      </div>
      <ProblemNotice error={sheet.error ?? stock.error ?? save.error} />
      <RefusedLines title={text.refused(refused.length)} lines={refused} />
      {sheet.data?.length === 0 && <p className={classes.quiet}>{text.noPupils}</p>}
      {counts.waiting > 0 && stock.data && inStock === 0 && counts.planned === 0 && (
        <p className={classes.hint}>{text.noStock}</p>
      )}
      {rows.length > 0 && (
        <Form
          key={saves}
          ref={form}
          label={text.sheetLabel(schoolClass.name)}
          initial={initial}
          draftKey={`handover.${schoolClass.id}.${round.id}`}
          draftLabel={schoolClass.name}
          className={classes.sheetForm}
          check={check}
          onSubmit={submit}
          onCommit={(_, values) => setTicked(tickedRows(rows, values).length)}
        >
          {counts.planned > 0 && (
            <div className={classes.paper}>
              <DateField name="receivedOn" label={text.receivedOn} isRequired />
              <NativeSelect
                label={text.mode}
                value={mode}
                onChange={(event) => setMode(event.currentTarget.value === 'loan' ? 'loan' : 'gift')}
                data={listChoices(language, 'handoverMode')}
              />
              <p className={classes.paperHint}>{text.paperHint}</p>
            </div>
          )}
          <SheetTable
            rows={rows}
            problems={new Map(refused.map((line) => [line.student, sentence(language, line.problem, line.details)]))}
            onTick={() => setTicked(tickedRows(rows, form.current?.values() ?? {}).length)}
          />
          <button type="submit" hidden />
        </Form>
      )}
      <AssignClass
        schoolClass={schoolClass}
        round={round}
        stock={stock.data ?? []}
        isOpen={dialog === 'assign'}
        onClose={() => setDialog(null)}
      />
      <TakeBackPlans
        className={schoolClass.name}
        rows={rows}
        isOpen={dialog === 'takeBack'}
        onClose={() => setDialog(null)}
      />
    </div>
  );
}
