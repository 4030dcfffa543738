/** For whom the form is, before or after signing, and what stands in its head. */
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import type { FormName } from '../../../shared/contract/forms.ts';
import { api } from '../../api.ts';
import { readDayText } from '../../fields/day-text.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { DateField, TextField } from '../../fields/fields.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { useWords } from '../../language/language.tsx';
import { DeletionChoice } from './deletion-choice.tsx';
import type { FormsSearch } from './forms-search.ts';
import classes from './forms.module.css';

export interface PaperFacts {
  documentNumber: string | null;
  documentDate: string | null;
}

/** Made of planned or signed devices. */
function isOfDevices(form: FormName): boolean {
  return form === 'receipt-list' || form === 'handover-minutes' || form === 'posting-list';
}

function hasNumbers(form: FormName, search: FormsSearch): boolean {
  return form === 'handover-minutes' ? search.isDone === true : form === 'held-data' && search.pupil !== undefined;
}

interface FormChoicesProps {
  form: FormName;
  search: FormsSearch;
  onFacts: (facts: PaperFacts) => void;
}

/** Number and day are left to be written by hand. */
const nothingYet = { documentNumber: '', documentDate: '' };

export function FormChoices({ form, search, onFacts }: FormChoicesProps) {
  const words = useWords();
  const text = words.forms;
  const navigate = useNavigate();
  const handle = useRef<FormHandle>(null);
  const list = useQuery(api.classes.list.queryOptions());
  const pupil = useQuery(
    api.students.get.queryOptions({ input: { id: search.pupil ?? '' }, enabled: search.pupil !== undefined }),
  );
  const change = (to: Partial<FormsSearch>) =>
    void navigate({ to: '/forms', search: (now) => ({ ...now, form, ...to }), replace: true });
  const take = (values: FormValues) => {
    const documentDate = readDayText(values['documentDate'] ?? '');
    if (documentDate === undefined) return;
    onFacts({ documentNumber: values['documentNumber'] || null, documentDate });
  };
  return (
    <Form
      ref={handle}
      label={text.choices}
      className={classes.choices}
      initial={nothingYet}
      onCommit={(_, values) => take(values)}
      onSubmit={take}
    >
      {form === 'deletion-minutes' ? (
        <DeletionChoice deletion={search.deletion} onChange={(deletion) => change({ deletion })} />
      ) : form === 'held-data' && search.pupil === undefined ? null : search.pupil === undefined ? (
        <NativeSelect
          label={text.class}
          autoFocus
          value={search.class ?? ''}
          onChange={(event) => change({ class: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: form === 'consent-form' ? text.blank : text.wholeSchool },
            ...(list.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : (
        <div className={classes.pupil}>
          <span className={classes.pupilLabel}>{text.pupil}</span>
          <Button
            variant="default"
            rightSection={<IconX size={16} aria-hidden />}
            aria-label={text.allPupils(pupil.data?.fullName ?? '')}
            onClick={() => change({ pupil: undefined })}
          >
            {pupil.data?.fullName ?? words.common.loading}
          </Button>
        </div>
      )}
      {isOfDevices(form) && (
        <NativeSelect
          label={text.when}
          value={search.isDone ? 'done' : 'planned'}
          onChange={(event) => change({ isDone: event.currentTarget.value === 'done' ? true : undefined })}
          data={[
            { value: 'planned', label: text.planned },
            { value: 'done', label: text.done },
          ]}
        />
      )}
      <TextField name="documentNumber" label={text.documentNumber} maxLength={60} className={classes.narrow} />
      <DateField name="documentDate" label={text.documentDate} className={classes.narrow} />
      {hasNumbers(form, search) && (
        <Checkbox
          label={form === 'held-data' ? text.allNumbers : text.wholeNumbers}
          checked={search.isWhole === true}
          onChange={(event) => change({ isWhole: event.currentTarget.checked ? true : undefined })}
          className={classes.check}
        />
      )}
      {/* Enter takes what was typed. */}
      <button type="submit" hidden />
    </Form>
  );
}
