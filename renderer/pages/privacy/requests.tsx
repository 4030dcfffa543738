/** Sổ yêu cầu: the open requests of families first, each with the day by which something is due. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RequestEntry } from '../../../shared/contract/privacy.ts';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { useIsOffice } from '../../frame/register-state.tsx';
import { formatDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import settings from '../settings/settings.module.css';
import { RequestDialog } from './request-dialog.tsx';

export function Requests() {
  const { language, words } = useLanguage();
  const w = words.privacy.section;
  const isOffice = useIsOffice();
  const requests = useQuery(api.requests.list.queryOptions());
  const [edited, setEdited] = useState<RequestEntry | null>(null);
  const due = (entry: RequestEntry) =>
    entry.doneOn !== null
      ? ''
      : entry.answeredOn === null
        ? w.answerBy(formatDay(entry.answerDue))
        : w.doneBy(formatDay(entry.doneDue));
  return (
    <>
      <h3>{w.requests}</h3>
      <p className={settings.text}>{w.requestsText}</p>
      <ProblemNotice error={requests.error} />
      {requests.data?.length === 0 && <p className={settings.emptyList}>{w.noRequests}</p>}
      {requests.data !== undefined && requests.data.length > 0 && (
        <table className={settings.table}>
          <thead>
            <tr>
              {[w.pupil, w.kind, w.receivedOn, w.due, w.state, words.common.edit].map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {requests.data.map((entry) => (
              <tr key={entry.id}>
                <td>
                  <Link to="/students" search={{ pupil: entry.student }}>
                    {entry.studentName} {entry.className}
                  </Link>
                </td>
                <td>{valueInWords(language, 'requestKind', entry.kind)}</td>
                <td>{formatDay(entry.receivedOn)}</td>
                <td>{due(entry)}</td>
                <td>
                  {entry.doneOn !== null ? (
                    w.done(formatDay(entry.doneOn))
                  ) : entry.late.length > 0 ? (
                    <strong>{w.late}</strong>
                  ) : (
                    w.open
                  )}
                </td>
                <td>
                  {!isOffice && (
                    <Button
                      size="compact-md"
                      variant="default"
                      aria-label={words.settings.editOf(entry.studentName)}
                      onClick={() => setEdited(entry)}
                    >
                      {words.common.edit}
                    </Button>
                  )}
                  {!isOffice && entry.kind === 'access' && (
                    <Link
                      to="/forms"
                      search={{ form: 'held-data', pupil: entry.student }}
                      aria-label={w.printAnswerTo(entry.studentName)}
                    >
                      {w.printAnswer}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {edited && (
        <RequestDialog
          student={{ id: edited.student, fullName: edited.studentName }}
          request={edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
