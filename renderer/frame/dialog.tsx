/** A dialog over the page: holds the focus, Esc closes it, keys beneath it sleep. It does not slide or fade. */
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useKeys } from '../keys/keys.tsx';
import { useWords } from '../language/language.tsx';
import classes from './dialog.module.css';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  size?: number | string;
  children: ReactNode;
}

export function Dialog(props: DialogProps) {
  const words = useWords();
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      // Escape is one of our own keys: the kit would let one press open a dialog and close it again.
      closeOnEscape={false}
      title={props.title}
      size={props.size ?? 520}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': words.common.close }}
      padding="lg"
      yOffset="10vh"
      overlayProps={{ backgroundOpacity: 0.35 }}
      classNames={{ content: classes.content, header: classes.header, title: classes.title }}
    >
      {props.isOpen && <DialogKeys onClose={props.onClose} />}
      {props.children}
    </Modal>
  );
}

function DialogKeys({ onClose }: { onClose: () => void }) {
  const words = useWords();
  useKeys([{ keys: ['Escape'], label: words.frame.key.close, run: onClose }], 'dialog');
  return null;
}
