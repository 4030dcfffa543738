/** The search box above a table: asks while the clerk types, follows an address that changes from outside. */
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react';

export interface SearchBoxHandle {
  /** Takes the focus with everything selected, so that typing replaces it. */
  select: () => void;
}

interface SearchBoxProps {
  ref: Ref<SearchBoxHandle>;
  label: string;
  placeholder: string;
  /** What is asked for now. */
  text: string;
  takesFocus: boolean;
  className?: string | undefined;
  onChange: (text: string) => void;
  /** Arrow down: into the table. Enter: opens what was typed or scanned. */
  onLeave: (how: 'down' | 'enter', text: string) => void;
}

/** Long enough that a fast typist is asked once a word, short enough not to be felt. */
const TYPING_PAUSE_MS = 90;

export function SearchBox(props: SearchBoxProps) {
  const { ref, text, onChange, onLeave } = props;
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<number | undefined>(undefined);
  /** What the box was last known to say; anything else came from outside and is written into it. */
  const said = useRef(text);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (said.current === text) return;
    said.current = text;
    if (input.current) input.current.value = text;
  }, [text]);
  useImperativeHandle(ref, () => ({
    select: () => {
      input.current?.focus();
      input.current?.select();
    },
  }));
  const onInput = (typed: string) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      said.current = typed.normalize('NFC').trim();
      onChange(said.current);
    }, TYPING_PAUSE_MS);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter') || event.ctrlKey) return;
    event.preventDefault();
    onLeave(event.key === 'Enter' ? 'enter' : 'down', event.currentTarget.value);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={props.label}
      placeholder={props.placeholder}
      leftSection={<IconSearch size={17} aria-hidden />}
      defaultValue={text}
      autoFocus={props.takesFocus}
      spellCheck={false}
      autoComplete="off"
      className={props.className}
      onInput={(event) => onInput(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
