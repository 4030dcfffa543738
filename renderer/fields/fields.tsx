/** The fields of a form: a label, an uncontrolled input, a hint, and the problem beside it. All are found by their name. */
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FocusEvent, useId, useState } from 'react';
import { useWords } from '../language/language.tsx';
import { dayFault, tidyDayText } from './day-text.ts';
import { useFieldState } from './form-context.ts';
import { tidyText } from './tidy-text.ts';

interface FieldProps {
  name: string;
  label: string;
  hint?: string | undefined;
  isRequired?: boolean;
  /** True for the field that a form begins with. */
  takesFocus?: boolean;
  isDisabled?: boolean;
  className?: string | undefined;
}

interface TextFieldProps extends FieldProps {
  /** Words to choose from or ignore. */
  suggestions?: readonly string[];
  maxLength?: number;
  /** `numeric` for numbers that are written in digits: shows the digits at equal width. */
  inputMode?: 'text' | 'numeric';
  placeholder?: string;
}

export function TextField(props: TextFieldProps) {
  const { initial, problem } = useFieldState(props.name);
  const listId = useId();
  return (
    <>
      <TextInput
        name={props.name}
        label={props.label}
        description={props.hint}
        defaultValue={initial}
        error={problem}
        required={props.isRequired ?? false}
        autoFocus={props.takesFocus ?? false}
        data-autofocus={props.takesFocus || undefined}
        disabled={props.isDisabled ?? false}
        maxLength={props.maxLength ?? 500}
        inputMode={props.inputMode ?? 'text'}
        placeholder={props.placeholder}
        list={props.suggestions ? listId : undefined}
        className={props.className}
        spellCheck={false}
        onBlur={tidyOnBlur(tidyText)}
      />
      {props.suggestions && (
        <datalist id={listId}>
          {props.suggestions.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
    </>
  );
}

export function AreaField(props: FieldProps & { rows?: number }) {
  const { initial, problem } = useFieldState(props.name);
  return (
    <Textarea
      name={props.name}
      label={props.label}
      description={props.hint}
      defaultValue={initial}
      error={problem}
      required={props.isRequired ?? false}
      autoFocus={props.takesFocus ?? false}
      data-autofocus={props.takesFocus || undefined}
      rows={props.rows ?? 2}
      maxLength={500}
      className={props.className}
    />
  );
}

/** One text field for a day; says at once, on leaving it, when what was typed is no date. */
export function DateField(props: FieldProps) {
  const words = useWords();
  const { initial, problem } = useFieldState(props.name);
  const [fault, setFault] = useState<ReturnType<typeof dayFault>>(null);
  return (
    <TextInput
      name={props.name}
      label={props.label}
      description={props.hint}
      placeholder={words.common.dayHint}
      defaultValue={initial}
      error={problem ?? (fault === null ? undefined : words.common[fault])}
      required={props.isRequired ?? false}
      autoFocus={props.takesFocus ?? false}
      data-autofocus={props.takesFocus || undefined}
      disabled={props.isDisabled ?? false}
      maxLength={40}
      inputMode="numeric"
      data-kind="day"
      className={props.className}
      spellCheck={false}
      onInput={() => setFault(null)}
      onBlur={(event: FocusEvent<HTMLInputElement>) => {
        const input = event.currentTarget;
        setFault(dayFault(input.value));
        setValue(input, tidyDayText(input.value));
      }}
    />
  );
}

export interface Choice {
  value: string;
  label: string;
}

interface ChoiceFieldProps extends FieldProps {
  choices: readonly Choice[];
  /** Words of the empty choice; left out: there is none. */
  emptyLabel?: string;
  onChoose?: (value: string) => void;
}

export function ChoiceField(props: ChoiceFieldProps) {
  const { initial, problem } = useFieldState(props.name);
  const choices =
    props.emptyLabel === undefined ? props.choices : [{ value: '', label: props.emptyLabel }, ...props.choices];
  return (
    <NativeSelect
      name={props.name}
      label={props.label}
      description={props.hint}
      defaultValue={initial}
      error={problem}
      required={props.isRequired ?? false}
      autoFocus={props.takesFocus ?? false}
      data-autofocus={props.takesFocus || undefined}
      disabled={props.isDisabled ?? false}
      data={[...choices]}
      className={props.className}
      onChange={(event) => props.onChoose?.(event.currentTarget.value)}
    />
  );
}

export function CheckField(props: FieldProps) {
  const { initial, problem } = useFieldState(props.name);
  return (
    <Checkbox
      name={props.name}
      error={problem}
      label={props.label}
      description={props.hint}
      defaultChecked={initial === 'yes'}
      className={props.className}
    />
  );
}

function tidyOnBlur(tidy: (text: string) => string) {
  return (event: FocusEvent<HTMLInputElement>) => setValue(event.currentTarget, tidy(event.currentTarget.value));
}

/** Writes only what differs: setting a value moves the caret and empties the field's own undo. */
function setValue(input: HTMLInputElement, value: string): void {
  if (input.value !== value) input.value = value;
}
