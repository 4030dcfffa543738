/** Biểu mẫu: the forms on the left, the paper on the right as it will be printed, choices above it. */
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  IconFileSearch,
  IconFileSpreadsheet,
  IconFileText,
  IconFileX,
  IconListCheck,
  IconListDetails,
  IconSignature,
} from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useWords } from '../../language/language.tsx';
import { ExportRegister } from './export-register.tsx';
import { FormPaper } from './form-paper.tsx';
import { type FormChoice, formChoices } from './forms-search.ts';
import classes from './forms.module.css';

const route = getRouteApi('/forms');
const icons = {
  'receipt-list': IconListCheck,
  'handover-minutes': IconFileText,
  'posting-list': IconListDetails,
  'consent-form': IconSignature,
  'held-data': IconFileSearch,
  'deletion-minutes': IconFileX,
  export: IconFileSpreadsheet,
};

export function FormsPage() {
  const search = route.useSearch();
  const current = search.form ?? 'receipt-list';
  if (current === 'export') return <ExportRegister list={<FormList current={current} />} />;
  return <FormPaper key={current} form={current} search={search} list={<FormList current={current} />} />;
}

function FormList({ current }: { current: FormChoice }) {
  const text = useWords().forms;
  return (
    <nav className={classes.list} aria-label={text.list} onKeyDown={moveByArrows}>
      {formChoices.map((form) => {
        const Icon = icons[form];
        return (
          <Link
            key={form}
            to="/forms"
            search={(now) => ({ ...now, form })}
            className={classes.form}
            aria-current={form === current ? 'true' : undefined}
          >
            <Icon size={22} stroke={1.5} aria-hidden />
            <span>
              <strong>{text.names[form]}</strong>
              <small>{text.about[form]}</small>
            </span>
          </Link>
        );
      })}
    </nav>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  event.preventDefault();
}
