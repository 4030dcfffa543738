/** The top bar: which school, which year, which round; and the way to anything by Ctrl K. */
import { NativeSelect, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { KeyCaps } from '../keys/key-caps.tsx';
import { useWords } from '../language/language.tsx';
import classes from './frame.module.css';
import { useRegister } from './register-state.tsx';
import { useRound } from './round.tsx';
import { SyncMark } from './sync-mark.tsx';
import { useOpenPalette } from './search-palette.tsx';
import { TrialMark } from './trial-mark.tsx';

export function TopBar() {
  const words = useWords();
  const { status } = useRegister();
  const { round, setRound, rounds } = useRound();
  const openPalette = useOpenPalette();
  return (
    <header className={classes.topBar}>
      <p className={classes.place}>
        <strong className={classes.school}>{status.school?.name ?? status.office?.name}</strong>
        {status.school && <span>{words.frame.schoolYear(status.school.schoolYear.replace('-', '–'))}</span>}
      </p>
      {status.role === 'school' && rounds.length > 0 && (
        <NativeSelect
          aria-label={words.frame.round}
          size="xs"
          className={classes.round}
          value={round ?? ''}
          onChange={(event) => setRound(event.currentTarget.value || null)}
          data={[
            ...(rounds.length > 1 ? [{ value: '', label: words.frame.allRounds }] : []),
            ...rounds.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {status.isTrial ? <TrialMark /> : <SyncMark />}
      <UnstyledButton className={classes.find} onClick={openPalette}>
        <IconSearch size={17} aria-hidden />
        <span className={classes.findWord}>{words.frame.find}</span>
        <KeyCaps keys="Ctrl+K" />
      </UnstyledButton>
    </header>
  );
}
