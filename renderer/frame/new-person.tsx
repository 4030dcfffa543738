/** Somebody sits down who is on no list yet: name and role, and the work goes on under that name. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { personRole } from '../../shared/records/organisation.ts';
import { listChoices } from '../../shared/sentences/values.ts';
import { api } from '../api.ts';
import type { FormValues } from '../fields/drafts.ts';
import { ChoiceField, TextField } from '../fields/fields.tsx';
import { useLanguage } from '../language/language.tsx';
import { SitDown } from './sit-down.tsx';

interface NewPersonProps {
  onCancel: () => void;
  onSeated: (() => void) | undefined;
}

const initial: FormValues = { name: '', role: 'clerk' };

export function NewPerson({ onCancel, onSeated }: NewPersonProps) {
  const { language, words } = useLanguage();
  const queries = useQueryClient();
  const add = useMutation(api.session.addPerson.mutationOptions());
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
  return (
    <SitDown
      text={words.setUp.choose.text}
      label={words.settings.people.add}
      initial={initial}
      error={add.error}
      isPending={add.isPending}
      onCancel={onCancel}
      onSubmit={save}
    >
      <TextField name="name" label={words.settings.people.name} isRequired takesFocus />
      <ChoiceField name="role" label={words.settings.people.role} choices={listChoices(language, 'personRole')} />
    </SitDown>
  );
}
