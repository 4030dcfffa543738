/** The inbox: every file that came, whatever carried it; Enter takes one in quarantine, or explains one with the numbers of another, after a question. */
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { receivedFile, type ReceivedFile } from '../../../shared/contract/sync.ts';
import { refusalReason } from '../../../shared/records/office.ts';
import { api, client } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useMay } from '../../frame/may.tsx';
import { formatInstant } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import type { Words } from '../../language/words.ts';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Grid } from '../../table/grid.tsx';
import { usePagedRows } from '../../table/use-paged-rows.ts';
import { ForkDialog } from './fork-dialog.tsx';
import classes from './sync.module.css';

type FilePage = Awaited<ReturnType<typeof client.files.list>>;
const states = receivedFile.shape.state;

export function FilesSection() {
  const words = useWords();
  const text = words.sync.files;
  const mayRelease = useMay('files.release');
  const maySettle = useMay('files.settle');
  const { say } = useNotices();
  const [owner, setOwner] = useState<string | null>(null);
  const [state, setState] = useState<ReceivedFile['state'] | null>(null);
  const [asked, setAsked] = useState<ReceivedFile | null>(null);
  const [fork, setFork] = useState<ReceivedFile | null>(null);
  const members = useQuery(api.enrolment.members.queryOptions());
  const release = useMutation(api.files.release.mutationOptions());
  const rows = usePagedRows<ReceivedFile, FilePage>({
    key: ['sync-files', owner, state],
    fetch: (page, signal) => client.files.list({ ...page, owner, state }, { signal }),
  });
  return (
    <>
      <p className={classes.text}>{text.text}</p>
      <div className={classes.buttons}>
        {(members.data?.length ?? 0) > 0 && (
          <NativeSelect
            label={text.owner}
            value={owner ?? ''}
            onChange={(event) => setOwner(event.currentTarget.value || null)}
            data={[
              { value: '', label: text.allOwners },
              ...(members.data ?? []).map((member) => ({ value: member.owner, label: member.name })),
            ]}
          />
        )}
        <NativeSelect
          label={text.state}
          value={state ?? ''}
          onChange={(event) => setState(states.safeParse(event.currentTarget.value).data ?? null)}
          data={[
            { value: '', label: text.allStates },
            ...states.options.map((value) => ({ value, label: text.states[value] })),
          ]}
        />
      </div>
      <ProblemNotice error={rows.error} keepsFocus />
      {rows.answer?.total === 0 ? (
        <p className={classes.text}>{text.empty}</p>
      ) : (
        <div className={classes.gridArea}>
          <Grid
            label={words.sync.sections.files}
            columns={fileColumns(words)}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={(row) => {
              if (mayRelease && row.state === 'quarantined') setAsked(row);
              if (maySettle && row.state === 'forked') setFork(row);
            }}
            resetKey={`${owner} ${state}`}
          />
        </div>
      )}
      <ForkDialog file={fork} onClose={() => setFork(null)} />
      <Dialog title={text.releaseTitle} isOpen={asked !== null} onClose={() => setAsked(null)}>
        <div className={classes.question}>
          <p>{text.releaseText(asked?.ownerName ?? '')}</p>
          <ProblemNotice error={release.error} />
          <div className={classes.buttons}>
            <Button data-autofocus onClick={() => setAsked(null)}>
              {words.common.cancel}
            </Button>
            <Button
              variant="default"
              loading={release.isPending}
              onClick={() =>
                asked &&
                release.mutate(
                  { id: asked.id },
                  {
                    onSuccess: () => {
                      say(text.released(asked.ownerName));
                      setAsked(null);
                    },
                  },
                )
              }
            >
              {text.release}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}

function fileColumns({ sync }: Words) {
  const text = sync.files;
  const reasonOf = (row: ReceivedFile) => {
    const reason = refusalReason.safeParse(row.reason).data;
    if (reason) return sync.reason[reason];
    if (row.reason === 'settled') return text.settled;
    return row.refusedChanges > 0 ? text.refusedChanges(row.refusedChanges) : '';
  };
  const carrierOf = (row: ReceivedFile) =>
    row.carrier === 'http' || row.carrier === 'folder' || row.carrier === 'hand'
      ? sync.status.carrier[row.carrier]
      : text.written;
  return [
    { id: 'owner', header: text.owner, width: 'minmax(232px, 1.2fr)', cell: (row: ReceivedFile) => row.ownerName },
    { id: 'range', header: text.changes, width: '110px', cell: (row: ReceivedFile) => text.range(row.first, row.last) },
    { id: 'state', header: text.state, width: '130px', cell: (row: ReceivedFile) => text.states[row.state] },
    { id: 'reason', header: text.reason, width: 'minmax(140px, 1fr)', cell: reasonOf },
    { id: 'carrier', header: text.carrier, width: '150px', cell: carrierOf },
    { id: 'at', header: text.at, width: '140px', cell: (row: ReceivedFile) => formatInstant(row.at) },
  ];
}
