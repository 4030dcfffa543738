/** One form: for whom, with which number and day; its paper; print, .xlsx and PDF. */
import { Button } from '@mantine/core';
import { IconFileTypePdf, IconFileTypeXls, IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import type { FormName, FormRequest } from '../../../shared/contract/forms.ts';
import { api } from '../../api.ts';
import { saveFile } from '../../files/save-file.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useRound } from '../../frame/round.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { readFailure } from '../../problems/read-problem.ts';
import { Page } from '../page.tsx';
import { FormChoices, type PaperFacts } from './form-choices.tsx';
import type { FormsSearch } from './forms-search.ts';
import classes from './forms.module.css';
import { NothingToPrint } from './nothing-to-print.tsx';
import { PaperDesk } from './paper-desk.tsx';
import { printPage } from './print-page.ts';

interface FormPaperProps {
  form: FormName;
  search: FormsSearch;
  /** The other forms. */
  list: ReactNode;
}

export function FormPaper({ form, search, list }: FormPaperProps) {
  const { words } = useLanguage();
  const text = words.forms;
  const { say } = useNotices();
  const { round } = useRound();
  const [facts, setFacts] = useState<PaperFacts>({ documentNumber: null, documentDate: null });
  const [isAskingPdf, setIsAskingPdf] = useState(false);
  const request: FormRequest = {
    form,
    round,
    class: search.pupil === undefined ? (search.class ?? null) : null,
    student: search.pupil ?? null,
    isPlanned: search.isDone !== true,
    wholeNumbers: (form === 'handover-minutes' || form === 'held-data') && search.isWhole === true,
    deletion: form === 'deletion-minutes' ? (search.deletion ?? null) : null,
    ...facts,
  };
  const preview = useQuery(api.forms.preview.queryOptions({ input: request, placeholderData: keepPreviousData }));
  const write = useMutation(api.forms.write.mutationOptions());
  const notePrint = useMutation(api.forms.notePrint.mutationOptions());
  const shown = preview.error ? undefined : preview.data;
  const canPrint = shown !== undefined && !preview.isPlaceholderData;
  const print = () => {
    if (!canPrint) return;
    // The question is gone before the printer looks at the page.
    flushSync(() => setIsAskingPdf(false));
    printPage(shown.fileName);
    notePrint.mutate(
      { ...request, code: shown.code },
      { onSuccess: () => say(text.printed(text.names[form], shown.rows)) },
    );
  };
  const download = () =>
    canPrint &&
    write.mutate(request, {
      onSuccess: (file) => {
        saveFile(file, shown.fileName);
        say(text.saved(shown.fileName));
      },
    });
  useKeys([
    { keys: ['Ctrl+P', 'Ctrl+Enter'], label: text.print, run: print },
    { keys: ['Ctrl+S'], label: text.xlsx, run: download },
  ]);
  const failure = preview.error ? readFailure(preview.error) : null;
  const isNothing = failure?.kind === 'problem' && failure.code === 'formHasNoRows';
  return (
    <Page
      isFull
      title={text.title}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconFileTypeXls size={18} aria-hidden />}
            rightSection={<KeyCaps keys="Ctrl+S" />}
            loading={write.isPending}
            disabled={!canPrint}
            onClick={download}
          >
            {text.xlsx}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileTypePdf size={18} aria-hidden />}
            disabled={!canPrint}
            onClick={() => setIsAskingPdf(true)}
          >
            {text.pdf}
          </Button>
          <Button
            leftSection={<IconPrinter size={18} aria-hidden />}
            rightSection={<KeyCaps keys="Ctrl+P" />}
            disabled={!canPrint}
            onClick={print}
          >
            {text.print}
          </Button>
        </>
      }
    >
      <div className={classes.split}>
        {list}
        <div className={classes.work}>
          <FormChoices form={form} search={search} onFacts={setFacts} />
          {form === 'posting-list' && <p className={classes.care}>{text.postingCare}</p>}
          <ProblemNotice error={write.error ?? notePrint.error} />
          {isNothing ? (
            <NothingToPrint form={form} isDone={search.isDone === true} schoolClass={search.class} />
          ) : (
            <ProblemNotice error={preview.error} keepsFocus>
              <Button variant="default" onClick={() => void preview.refetch()}>
                {words.common.retry}
              </Button>
            </ProblemNotice>
          )}
          {shown && <PaperDesk preview={shown.preview} summary={text.summary[form](shown.rows)} />}
          <Dialog title={text.pdfTitle} isOpen={isAskingPdf} onClose={() => setIsAskingPdf(false)}>
            <div className={classes.question}>
              <p>{text.pdfText}</p>
              <div className={classes.actions}>
                <Button data-autofocus onClick={print}>
                  {text.pdfOpen}
                </Button>
                <Button variant="default" onClick={() => setIsAskingPdf(false)}>
                  {words.common.cancel}
                </Button>
              </div>
            </div>
          </Dialog>
        </div>
      </div>
    </Page>
  );
}
