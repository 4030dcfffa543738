/** On a further computer whose register is still empty: how it comes from the first one. Sticks are taken without asking. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { CarrierTable } from '../sync/carrier-table.tsx';
import { FileButton } from '../sync/file-button.tsx';
import { SendNow } from '../sync/send-now.tsx';
import { SendSettings } from '../sync/send-settings.tsx';
import { useOpenFile } from '../sync/use-open-file.ts';
import classes from '../sync/sync.module.css';

export function FetchRegister() {
  const words = useWords();
  const { notice } = useNotices();
  const status = useQuery(api.sync.status.queryOptions({ refetchInterval: 5000 }));
  const opening = useOpenFile();
  return (
    <section className={classes.content} aria-label={words.sync.join.fetchTitle}>
      <h2>{words.sync.join.fetchTitle}</h2>
      <p className={classes.text}>{words.sync.join.fetchText}</p>
      <ProblemNotice error={opening.error ?? status.error} />
      <div>
        <FileButton
          text={words.sync.status.open}
          label={words.sync.status.fileLabel}
          isPending={opening.isPending}
          onFile={(file) => void opening.open([file])}
        />
      </div>
      {status.data && (
        <>
          <SendNow settings={status.data.settings} />
          <p role="status">{notice?.text}</p>
          {status.data.carriers.length > 0 && <CarrierTable carriers={status.data.carriers} />}
          <SendSettings key={JSON.stringify(status.data.settings)} settings={status.data.settings} />
        </>
      )}
    </section>
  );
}
