/** The next step of the job: one sentence, one button. */
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Overview } from '../../../shared/contract/register.ts';
import { assertNever } from '../../../shared/problems.ts';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useWords } from '../../language/language.tsx';
import type { Words } from '../../language/words.ts';
import { type NextStep, nextStep } from './next-step.ts';
import classes from './today.module.css';

export function NextStepCard({ overview }: { overview: Overview }) {
  const words = useWords();
  const navigate = useNavigate();
  const step = nextStep(overview);
  const target = targetOf(step);
  const { text, button } = wordsOf(step, words);
  useKeys([{ keys: ['Ctrl+Enter'], label: button, run: () => void navigate(target) }]);
  return (
    <section className={classes.next} aria-label={words.today.next}>
      <div>
        <h2>{words.today.next}</h2>
        <p className={classes.nextText}>{text}</p>
      </div>
      <Button
        size="md"
        rightSection={
          <span className={classes.nextKeys}>
            <IconArrowRight size={18} aria-hidden />
            <KeyCaps keys="Ctrl+Enter" />
          </span>
        }
        renderRoot={(props: object): ReactNode => <Link {...target} {...props} />}
      >
        {button}
      </Button>
    </section>
  );
}

function targetOf(step: NextStep) {
  switch (step.kind) {
    case 'importStudents':
      return { to: '/imports', search: { kind: 'roster' } } as const;
    case 'importDevices':
    case 'waitForDevices':
      return { to: '/imports', search: { kind: 'devices' } } as const;
    case 'findStatus':
      return { to: '/students', search: { poverty: 'unknown' } } as const;
    case 'assign':
    case 'handOver':
      return { to: '/handover' } as const;
    case 'print':
      return { to: '/forms' } as const;
    default:
      return assertNever(step);
  }
}

function wordsOf(step: NextStep, words: Words): { text: string; button: string } {
  const w = words.today.step;
  const { button } = w[step.kind];
  switch (step.kind) {
    case 'importStudents':
    case 'print':
      return { text: w[step.kind].text(), button };
    case 'assign':
      return { text: w.assign.text(step.devices, step.students), button };
    case 'findStatus':
    case 'importDevices':
    case 'handOver':
    case 'waitForDevices':
      return { text: w[step.kind].text(step.students), button };
    default:
      return assertNever(step);
  }
}
