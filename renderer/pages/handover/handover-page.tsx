/** Bàn giao: a class with its sheet, or one pupil by search or scan. */
import { Button, NativeSelect } from '@mantine/core';
import { IconPackage, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { api } from '../../api.ts';
import { useRound } from '../../frame/round.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Page } from '../page.tsx';
import { ClassList } from './class-list.tsx';
import { ClassSheet } from './class-sheet.tsx';
import { FindPupil, type FindPupilHandle } from './find-pupil.tsx';
import classes from './handover.module.css';
import { PupilHandover } from './pupil-handover.tsx';

const route = getRouteApi('/handover');
/** Where the clerk was when the page was left. */
const KEPT_AS = 'so-may.handover-class';

export function HandoverPage() {
  const words = useWords();
  const text = words.handover;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const find = useRef<FindPupilHandle>(null);
  const { round: framed, rounds, setRound } = useRound();
  const list = useQuery(api.classes.list.queryOptions());
  const round = rounds.find(({ id }) => id === framed) ?? null;
  const kept = sessionStorage.getItem(KEPT_AS);
  const current =
    list.data?.find(({ id }) => id === search.class) ?? list.data?.find(({ id }) => id === kept) ?? list.data?.[0];
  const pupil = search.pupil ?? null;
  useEffect(() => {
    if (search.class !== undefined) sessionStorage.setItem(KEPT_AS, search.class);
  }, [search.class]);
  const step = (by: number) => {
    const classList = list.data ?? [];
    const next = classList[classList.findIndex(({ id }) => id === current?.id) + by];
    if (next) void navigate({ search: { class: next.id } });
  };
  useKeys(
    pupil === null
      ? [
          { keys: ['Alt+ArrowDown'], label: text.nextClass, run: () => step(1) },
          { keys: ['Alt+ArrowUp'], label: text.previousClass, run: () => step(-1) },
        ]
      : [],
  );
  const onSigned = () => {
    // The scanned device is given away; the next pupil, or the next scan.
    void navigate({ search: { pupil: pupil ?? undefined }, replace: true });
    find.current?.focus();
  };
  const backToClass = () => void navigate({ search: { class: current?.id } });

  if (list.data?.length === 0) {
    return (
      <Page title={text.title}>
        <div className={classes.empty}>
          <h2>{text.empty.title}</h2>
          <p>{text.empty.text}</p>
          <Button
            autoFocus
            renderRoot={(props: object) => <Link to="/imports" search={{ kind: 'roster' }} {...props} />}
          >
            {text.empty.import}
          </Button>
        </div>
      </Page>
    );
  }
  return (
    <Page
      isFull
      title={text.title}
      actions={<FindPupil ref={find} device={search.device ?? null} takesFocus={pupil === null} />}
    >
      <ProblemNotice error={list.error} />
      {search.device !== undefined && pupil === null && (
        <p className={classes.waiting} role="status">
          <IconPackage size={20} aria-hidden />
          <span>{text.find.waiting(search.device)}</span>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconX size={15} aria-hidden />}
            onClick={() => void navigate({ search: { class: search.class } })}
          >
            {words.common.cancel}
          </Button>
        </p>
      )}
      {pupil !== null ? (
        <PupilHandover
          key={pupil}
          pupil={pupil}
          scanned={search.device ?? null}
          round={round}
          onBack={backToClass}
          onSigned={onSigned}
        />
      ) : (
        <div className={classes.byClass}>
          <ClassList current={current?.id ?? null} />
          {round === null ? (
            <div className={classes.empty}>
              <h2>{text.chooseRound}</h2>
              <p>{text.chooseRoundText}</p>
              <NativeSelect
                aria-label={words.frame.round}
                value=""
                onChange={(event) => setRound(event.currentTarget.value || null)}
                data={[
                  { value: '', label: words.common.chooseNothing },
                  ...rounds.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            </div>
          ) : (
            current && <ClassSheet key={`${current.id} ${round.id}`} schoolClass={current} round={round} />
          )}
        </div>
      )}
    </Page>
  );
}
