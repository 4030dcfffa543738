/** First step: a file, dropped or chosen. Nothing is written yet, and the page says so. */
import { Button, NativeSelect } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useRound } from '../../frame/round.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Page } from '../page.tsx';
import type { ImportDesk } from './import-desk.ts';
import classes from './imports.module.css';

const READABLE = '.xlsx,.xls,.ods,.csv,.tsv,.txt,.htm,.html';

export function ChooseFile({ desk, error, tabs }: { desk: ImportDesk; error: unknown; tabs: ReactNode }) {
  const { words } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const { round: framed, rounds } = useRound();
  const [chosen, setChosen] = useState<string | null>(null);
  const round = chosen ?? framed ?? (rounds.length === 1 ? (rounds[0]?.id ?? null) : null);
  const needsRound = desk.kind === 'devices' && round === null;
  const text = words.imports.choose;

  const take = (file: File | undefined) => {
    if (file && !needsRound) void desk.choose(file, desk.kind === 'devices' ? round : null);
  };
  const browse = () => input.current?.click();
  useKeys([{ keys: ['Ctrl+Enter', 'Ctrl+O'], label: text.browse, run: browse }]);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <Page title={words.frame.pages.imports}>
      {tabs}
      <ProblemNotice error={error} />
      {desk.kind === 'devices' && rounds.length > 1 && (
        <NativeSelect
          className={classes.roundChoice}
          label={text.round}
          description={text.roundHint}
          value={round ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value || null)}
          data={[
            { value: '', label: words.common.chooseNothing },
            ...rounds.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        <IconFileSpreadsheet size={44} stroke={1.3} aria-hidden />
        <h2>{text.title[desk.kind]}</h2>
        <p className={classes.dropText}>{text.text[desk.kind]}</p>
        <Button autoFocus size="md" disabled={needsRound} onClick={browse} rightSection={<KeyCaps keys="Ctrl+Enter" />}>
          {text.browse}
        </Button>
        {needsRound && <p className={classes.warningText}>{text.roundFirst}</p>}
        <input
          ref={input}
          type="file"
          className="unseen"
          tabIndex={-1}
          aria-label={text.fileLabel}
          accept={READABLE}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            // The same file can be chosen again after it was mended in Excel.
            event.currentTarget.value = '';
          }}
        />
      </div>
      <ul className={classes.promises}>
        {text.promises[desk.kind].map((promise) => (
          <li key={promise}>{promise}</li>
        ))}
      </ul>
    </Page>
  );
}
