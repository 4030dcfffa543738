/** The code at the foot of a printed form, typed: whether the register still holds what it held then. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { client } from '../../api.ts';
import { formatInstant } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './settings.module.css';

export function PaperCode() {
  const w = useWords().settings.register;
  const code = useRef<HTMLInputElement>(null);
  const check = useMutation({ mutationFn: (typed: string) => client.journal.checkCode({ code: typed }) });
  return (
    <>
      <h2>{w.paper}</h2>
      <p className={classes.text}>{w.paperText}</p>
      <form
        className={classes.paperCode}
        onSubmit={(event) => {
          event.preventDefault();
          check.mutate(code.current?.value ?? '');
        }}
      >
        <TextInput ref={code} label={w.paperCode} maxLength={60} autoComplete="off" spellCheck={false} required />
        <Button type="submit" variant="default" loading={check.isPending}>
          {w.paperCheck}
        </Button>
      </form>
      <p role="status" className={classes.text}>
        {check.data &&
          (check.data.isHere ? w.paperHere(formatInstant(check.data.at ?? '')) : w.paperGone(check.data.seq))}
      </p>
      <ProblemNotice error={check.error} />
    </>
  );
}
