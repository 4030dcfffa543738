/** Somebody sits down who is on no list yet: name and role, and the work goes on under that name. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { personRole } from '../../shared/records/organisation.ts';
import { listChoices } from '../../shared/sentences/values.ts';
import { api } from '../api.ts';
import type { FormValues } from '../fields/drafts.ts';
import { ChoiceField, TextField } from '../fields/fields.tsx';
import { Form } from '../fields/form.tsx';
import { useLanguage } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import classes from './person-list.module.css';

interface NewPersonProps {
  onCancel: () => void;
  onSeated: (() => void) | undefined;
}

export function NewPerson({ onCancel, onSeated }: NewPersonProps) {
  const { language, words } = useLanguage();
  const queries = useQueryClient();
  const add = useMutation(api.session.addPerson.mutationOptions());
  const [initial] = useState<FormValues>({ name: '', role: 'clerk' });
  const save = (values: FormValues) =>
    add.mutate(
      { name: values['name'] ?? '', role: personRole.safeParse(values['role']).data ?? 'clerk' },
      {
        onSuccess: (answer) => {
          queries.setQueryData(api.session.get.queryKey(), answer);
          onSeated?.();
        },
      },
    );
  const cancelByEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <div onKeyDown={cancelByEscape}>
      <p className={classes.text}>{words.setUp.choose.text}</p>
      <Form label={words.settings.people.add} initial={initial} onSubmit={save} className={classes.newPerson}>
        <TextField name="name" label={words.settings.people.name} isRequired takesFocus />
        <ChoiceField name="role" label={words.settings.people.role} choices={listChoices(language, 'personRole')} />
        <ProblemNotice error={add.error} />
        <div className={classes.buttons}>
          <Button type="submit" loading={add.isPending}>
            {words.setUp.choose.sitDown}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {words.common.cancel}
          </Button>
        </div>
      </Form>
    </div>
  );
}
