/**
 * The sheet of a class as it lies on the table: who is there (ticked), who signs, for which device. Ctrl Enter saves
 * every ticked line in one action.
 */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { RefusedLine } from '../../../shared/contract/devices.ts';
import type { Round, SchoolClass } from '../../../shared/contract/register.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { api } from '../../api.ts';
import { readDayText } from '../../fields/day-text.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { formatDay, localDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { AssignClass } from './assign-class.tsx';
import classes from './handover.module.css';
import { RefusedLines } from './refused-lines.tsx';
import { SheetActions } from './sheet-actions.tsx';
import { SheetTable } from './sheet-table.tsx';
import { countStates, fieldOf, rowState, sheetLines, sheetValues, tickedRows } from './sheet-state.ts';
import { StateBar } from './state-bar.tsx';
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
  /** Who was left out when the class signed: a second Ctrl Enter must not sign for them. */
  const [absent, setAbsent] = useState<ReadonlySet<string>>(new Set());
  const [mode, setMode] = useState(round.mode);
  const [saves, setSaves] = useState(0);
  const [today] = useState(() => formatDay(localDay(new Date())));
  const rows = useMemo(() => sheet.data ?? [], [sheet.data]);
  const initial = useMemo(() => ({ receivedOn: today, ...sheetValues(rows, absent) }), [rows, absent, today]);
  const counts = countStates(rows);
  const inStock = (stock.data ?? []).reduce((total, line) => total + line.inStock, 0);
  const tickCount = ticked ?? tickedRows(rows, initial).length;
  const canAssign = counts.waiting > 0 && inStock > 0;

  const check = (values: FormValues) =>
    Object.fromEntries(
      tickedRows(rows, values)
        .filter((row) => !values[fieldOf(row.student, 'name')])
        .map((row) => [fieldOf(row.student, 'name'), text.receiverMissing]),
    );
  const submit = (values: FormValues) => {
    const lines = sheetLines(rows, values);
    const receivedOn = readDayText(values['receivedOn'] ?? '');
    if (lines.length === 0 || !receivedOn) {
      say(text.nobodyTicked, { tone: 'warning' });
      return;
    }
    const signed = new Set(lines.map((line) => line.student));
    setRefused([]);
    save.mutate(
      { round: round.id, receivedOn, mode, lines },
      {
        onSuccess: (answer) => {
          form.current?.dropDraft();
          setRefused(answer.refused);
          setAbsent(
            new Set(
              rows.filter((row) => rowState(row) === 'planned' && !signed.has(row.student)).map((row) => row.student),
            ),
          );
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
  const start = () => form.current?.submit();
  const print = () => {
    const isDone = counts.planned === 0 && counts.received > 0 ? true : undefined;
    void navigate({ to: '/forms', search: { form: 'receipt-list', class: schoolClass.id, isDone } });
  };
  const assign = () => setDialog('assign');
  useKeys([
    counts.planned > 0
      ? { keys: ['Ctrl+Enter'], label: text.confirm(tickCount), run: start }
      : { keys: ['Ctrl+Enter'], label: text.assign, run: canAssign ? assign : undefined },
    { keys: ['Ctrl+P'], label: text.print, run: print },
    ...(canAssign ? [{ keys: ['Alt+A'], label: text.assign, run: assign }] : []),
  ]);
  return (
    <div className={classes.sheet}>
      <StateBar
        className={schoolClass.name}
        counts={counts}
        inStock={inStock}
        onTakeBack={() => setDialog('takeBack')}
      />
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
          <SheetActions
            counts={counts}
            tickCount={tickCount}
            canAssign={canAssign}
            isSaving={save.isPending}
            mode={mode}
            onMode={setMode}
            onAssign={assign}
            onPrint={print}
            onConfirm={start}
          />
          <SheetTable
            rows={rows}
            problems={new Map(refused.map((line) => [line.student, sentence(language, line.problem, line.details)]))}
            onTick={() => setTicked(tickedRows(rows, form.current?.values() ?? {}).length)}
          />
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
