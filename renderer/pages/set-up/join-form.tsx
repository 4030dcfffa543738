/** First start of a further computer: the file and the digits that the first one made. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import { TextField } from '../../fields/fields.tsx';
import { Form } from '../../fields/form.tsx';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { FileButton } from '../sync/file-button.tsx';
import { askForPassphraseNext } from '../vault/code-state.ts';
import classes from './set-up.module.css';

export function JoinForm({ onBack }: { onBack: () => void }) {
  const text = useWords().sync.join;
  const [file, setFile] = useState<File | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  // The gate asks again after every write and opens by itself.
  const join = useMutation(api.replicas.join.mutationOptions());
  return (
    <Form
      label={text.title}
      initial={{}}
      onSubmit={(values) => {
        setIsMissing(file === null);
        if (file)
          join.mutate(
            { file, digits: values['digits'] ?? '', name: values['name'] ?? '' },
            { onSuccess: askForPassphraseNext },
          );
      }}
      className={classes.form}
    >
      <h2>{text.title}</h2>
      <p>{text.text}</p>
      <div>
        <FileButton text={text.file} label={text.file} onFile={setFile} />
        <p role="status">{file?.name ?? (isMissing ? text.fileMissing : '')}</p>
      </div>
      <TextField name="digits" label={text.digits} isRequired inputMode="numeric" maxLength={60} />
      <TextField name="name" label={text.name} hint={text.nameHint} isRequired maxLength={100} />
      <ProblemNotice error={join.error} />
      <div className={classes.footLine}>
        <Button variant="default" onClick={onBack}>
          {text.back}
        </Button>
        <Button type="submit" size="md" loading={join.isPending}>
          {text.submit}
        </Button>
      </div>
    </Form>
  );
}
