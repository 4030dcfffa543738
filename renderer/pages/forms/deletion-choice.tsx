/** Which erasure the minutes are of. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { formatDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';

interface DeletionChoiceProps {
  /** Left out: the newest. */
  deletion: string | undefined;
  onChange: (deletion: string) => void;
}

export function DeletionChoice({ deletion, onChange }: DeletionChoiceProps) {
  const { language, words } = useLanguage();
  const list = useQuery(api.erasures.list.queryOptions());
  return (
    <NativeSelect
      label={words.forms.deletion}
      autoFocus
      value={deletion ?? list.data?.[0]?.id ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={(list.data ?? []).map(({ id, erasedOn, pupils, reason }) => ({
        value: id,
        label: words.forms.deletionOf(formatDay(erasedOn), pupils, valueInWords(language, 'erasureReason', reason)),
      }))}
    />
  );
}
