/** Asked only when something typed would be lost. */
import { Button } from '@mantine/core';
import { Dialog } from '../frame/dialog.tsx';
import { useWords } from '../language/language.tsx';
import classes from './discard-question.module.css';

interface DiscardQuestionProps {
  isOpen: boolean;
  onStay: () => void;
  onDiscard: () => void;
}

export function DiscardQuestion({ isOpen, onStay, onDiscard }: DiscardQuestionProps) {
  const words = useWords();
  return (
    <Dialog title={words.common.discardTitle} isOpen={isOpen} onClose={onStay}>
      <p className={classes.text}>{words.common.discardText}</p>
      <div className={classes.actions}>
        <Button autoFocus data-autofocus onClick={onStay}>
          {words.common.goOnTyping}
        </Button>
        <Button variant="default" onClick={onDiscard}>
          {words.common.discard}
        </Button>
      </div>
    </Dialog>
  );
}
