/** A field for a passphrase: nothing is tidied, nothing is kept in a draft, and its eye shows what is typed. */
import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../language/language.tsx';
import { useFieldState } from './form-context.ts';

interface SecretFieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  takesFocus?: boolean;
  isNew?: boolean;
  onType?: (text: string) => void;
}

export function SecretField({ name, label, hint, takesFocus = false, isNew = false, onType }: SecretFieldProps) {
  const words = useWords();
  const { problem } = useFieldState(name);
  return (
    <PasswordInput
      name={name}
      label={label}
      description={hint}
      error={problem}
      required
      autoFocus={takesFocus}
      data-autofocus={takesFocus || undefined}
      data-kind="secret"
      maxLength={200}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': words.vault.show }}
      onChange={(event) => onType?.(event.currentTarget.value)}
    />
  );
}
