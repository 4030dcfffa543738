/** A button that lets a person choose one file. */
import { Button } from '@mantine/core';
import { useRef } from 'react';

interface FileButtonProps {
  text: string;
  /** Name of the hidden field. */
  label: string;
  isPending?: boolean;
  onFile: (file: File) => void;
}

export function FileButton({ text, label, isPending = false, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="default" loading={isPending} onClick={() => input.current?.click()}>
        {text}
      </Button>
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file can be chosen again.
          if (file) onFile(file);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
