/** The recovery code, this once: to print, and to be typed in part, so that it is known to stand on paper. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import { TextField } from '../../fields/fields.tsx';
import { Form } from '../../fields/form.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { formatDay, localDay } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './vault.module.css';

interface CodePageProps {
  code: string;
  /** The school or office; unknown only while the register is being opened. */
  owner: string;
  onKept: () => void;
}

export function CodePage({ code, owner, onKept }: CodePageProps) {
  const { vault } = useWords();
  const w = vault.code;
  const groups = code.match(/\d{1,4}/g) ?? [];
  // The same two while the page stands; others the next time.
  const [asked] = useState(() => pickTwo(groups.length));
  const [today] = useState(() => localDay(new Date()));
  const keep = useMutation(api.vault.keepCode.mutationOptions());
  useKeys([{ keys: ['Ctrl+P'], label: w.print, run: () => window.print() }]);
  return (
    <main className={classes.codePage}>
      <h1>{w.title}</h1>
      <p className={classes.lead}>{w.lead}</p>
      <section className={classes.sheet} aria-label={w.sheetTitle}>
        <h2>{w.sheetTitle}</h2>
        <p>
          {w.sheetOwner} <strong>{owner}</strong> · {w.sheetDay} {formatDay(today)}
        </p>
        <p>{w.sheetUse}</p>
        <ol className={classes.groups}>
          {groups.map((digits, index) => (
            <li key={w.sheetGroup(index + 1)}>
              <span className={classes.groupNumber}>{w.sheetGroup(index + 1)}</span>
              <span className={classes.digits}>{digits}</span>
            </li>
          ))}
        </ol>
        <p>{w.keep}</p>
      </section>
      <div className={classes.buttons}>
        <Button
          size="md"
          autoFocus
          leftSection={<IconPrinter size={18} aria-hidden />}
          rightSection={<KeyCaps keys="Ctrl+P" />}
          onClick={() => window.print()}
        >
          {w.print}
        </Button>
      </div>
      <Form
        label={w.proofTitle}
        initial={{}}
        check={(values) =>
          Object.fromEntries(
            asked
              .filter((index) => (values[`group${index}`] ?? '').trim() !== groups[index])
              .map((index) => [`group${index}`, w.groupWrong]),
          )
        }
        onSubmit={() => keep.mutate(undefined, { onSuccess: onKept })}
        className={classes.proofForm}
      >
        <h2>{w.proofTitle}</h2>
        <p className={classes.lead}>{w.proofText}</p>
        <div className={classes.proof}>
          {asked.map((index) => (
            <TextField
              key={index}
              name={`group${index}`}
              label={w.group(index + 1)}
              isRequired
              inputMode="numeric"
              maxLength={8}
            />
          ))}
        </div>
        <ProblemNotice error={keep.error} />
        <div className={classes.buttons}>
          <Button type="submit" variant="default" size="md" loading={keep.isPending}>
            {w.done}
          </Button>
        </div>
      </Form>
    </main>
  );
}

/** Two different places, in order. */
function pickTwo(count: number): number[] {
  const first = Math.floor(Math.random() * count);
  const second = (first + 1 + Math.floor(Math.random() * (count - 1))) % count;
  return [first, second].sort((a, b) => a - b);
}
