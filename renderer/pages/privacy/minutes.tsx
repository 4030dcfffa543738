/** Biên bản xoá: what was erased, in numbers that tell of nobody. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { useIsOffice } from '../../frame/register-state.tsx';
import { formatDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { OldCopiesLink } from '../backups/old-copies.tsx';
import classes from './privacy.module.css';
import settings from '../settings/settings.module.css';

export function Minutes() {
  const { language, words } = useLanguage();
  const w = words.privacy.section;
  const isOffice = useIsOffice();
  const minutes = useQuery(api.erasures.list.queryOptions());
  return (
    <>
      <h3>{w.minutes}</h3>
      <ProblemNotice error={minutes.error} />
      {minutes.data?.length === 0 && <p className={settings.emptyList}>{w.noMinutes}</p>}
      {minutes.data !== undefined && minutes.data.length > 0 && (
        <table className={settings.table}>
          <thead>
            <tr>
              {[w.erasedOn, w.reason, w.basis, w.pupils, w.poor, w.received, ...(isOffice ? [] : [w.paper])].map(
                (header) => (
                  <th key={header} scope="col">
                    {header}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {minutes.data.map((row) => (
              <tr key={row.id}>
                <td className={classes.day}>{formatDay(row.erasedOn)}</td>
                <td>{valueInWords(language, 'erasureReason', row.reason)}</td>
                <td>{row.basis}</td>
                <td>{row.pupils}</td>
                <td>{row.poor + row.nearPoor}</td>
                <td>{row.received}</td>
                {!isOffice && (
                  <td>
                    <Link to="/forms" search={{ form: 'deletion-minutes', deletion: row.id }}>
                      {w.printMinutes}
                    </Link>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <OldCopiesLink />
    </>
  );
}
