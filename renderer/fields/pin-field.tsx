/** Six digits of a PIN, shown as dots; never kept as a draft, never offered by the browser. */
import { TextInput } from '@mantine/core';
import { useFieldState } from './form-context.ts';

interface PinFieldProps {
  name: string;
  label: string;
  hint?: string | undefined;
  takesFocus?: boolean;
}

export function PinField({ name, label, hint, takesFocus = false }: PinFieldProps) {
  const { problem } = useFieldState(name);
  return (
    <TextInput
      name={name}
      label={label}
      description={hint}
      error={problem}
      required
      type="password"
      inputMode="numeric"
      autoComplete="off"
      maxLength={6}
      autoFocus={takesFocus}
      data-autofocus={takesFocus || undefined}
    />
  );
}
