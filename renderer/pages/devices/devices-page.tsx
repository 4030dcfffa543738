/** Thiết bị: the devices, the stock by model and round, and beside them one device, its form, or adding by scanner. */
import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { DeviceRow } from '../../../shared/contract/devices.ts';
import { api, client } from '../../api.ts';
import type { SearchBoxHandle } from '../../fields/search-box.tsx';
import { useCanEdit } from '../../frame/may.tsx';
import { useIsOffice } from '../../frame/register-state.tsx';
import { useRound } from '../../frame/round.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Grid, type GridHandle } from '../../table/grid.tsx';
import { usePagedRows } from '../../table/use-paged-rows.ts';
import { NothingSent } from '../office/nothing-sent.tsx';
import { Page } from '../page.tsx';
import { deviceColumns } from './device-columns.tsx';
import { DeviceFilters } from './device-filters.tsx';
import { DeviceSide } from './device-side.tsx';
import { type DevicesSearch, isFiltered } from './devices-search.ts';
import classes from './devices.module.css';
import { readScannedNumber } from './scanned-number.ts';
import { StockTable } from './stock-table.tsx';

const route = getRouteApi('/devices');

export function DevicesPage() {
  const { language, words } = useLanguage();
  const text = words.devices;
  const isOffice = useIsOffice();
  const canEdit = useCanEdit();
  const given = route.useSearch();
  // Who only looks edits nothing, whatever an address says.
  const search = canEdit ? given : { ...given, form: undefined };
  const navigate = route.useNavigate();
  const grid = useRef<GridHandle>(null);
  const searchBox = useRef<SearchBoxHandle>(null);
  const { round, rounds } = useRound();
  const owner = search.school ?? null;
  const filter = { text: search.text ?? '', owner, model: search.model ?? null, state: search.state ?? null, round };
  const rows = usePagedRows<DeviceRow, Awaited<ReturnType<typeof client.devices.list>>>({
    key: ['devices', filter],
    fetch: (page, signal) => client.devices.list({ ...filter, ...page }, { signal }),
  });
  // Of all schools together the stock would have as many lines as schools have rounds and models.
  const stock = useQuery(
    api.devices.stock.queryOptions({ input: { owner, round }, enabled: !isOffice || owner !== null }),
  );
  const models = [...new Set((stock.data ?? []).flatMap((line) => line.model ?? []))];
  const change = (to: Partial<DevicesSearch>, options: { isStep?: boolean } = {}) =>
    void navigate({ search: (now) => ({ ...now, ...to }), replace: !options.isStep });
  const open = (row: { id: string }) =>
    change({ device: row.id, form: undefined }, { isStep: search.device === undefined });
  const add = () => change({ form: 'new', device: undefined }, { isStep: true });
  const openScanned = async (typed: string) => {
    const { device } = await client.devices.findByNumber({ number: readScannedNumber(typed).number });
    const first = device ?? rows.getRow(0);
    if (first) open(first);
    grid.current?.focus();
  };

  const find = { keys: ['Ctrl+F'], label: text.search, run: () => searchBox.current?.select() };
  const edits = [
    { keys: ['Ctrl+N', 'Alt+N'], label: text.add, run: add },
    {
      keys: ['F2'],
      label: words.frame.key.edit,
      run: () => search.device !== undefined && change({ form: 'edit' }, { isStep: true }),
    },
  ];
  useKeys(canEdit ? [find, ...edits] : [find]);
  const hasSide = search.form === 'new' || search.device !== undefined;
  const isEmpty = rows.answer?.total === 0;
  return (
    <Page
      isFull
      title={text.title}
      actions={
        !canEdit ? null : (
          <>
            <Button
              variant="default"
              leftSection={<IconFileImport size={18} aria-hidden />}
              renderRoot={(props: object) => <Link to="/imports" search={{ kind: 'devices' }} {...props} />}
            >
              {text.import}
            </Button>
            <Button
              leftSection={<IconPlus size={18} aria-hidden />}
              rightSection={<KeyCaps keys="Ctrl+N" />}
              onClick={add}
            >
              {text.add}
            </Button>
          </>
        )
      }
    >
      <DeviceFilters
        ref={searchBox}
        search={search}
        models={models}
        onChange={change}
        onLeave={(how, typed) => {
          grid.current?.focus();
          if (how === 'enter') void openScanned(typed);
        }}
      />
      <ProblemNotice error={rows.error ?? stock.error} keepsFocus>
        <Button variant="default" onClick={rows.retry}>
          {words.common.retry}
        </Button>
      </ProblemNotice>
      <div className={classes.split}>
        <div className={classes.tableArea}>
          {isEmpty ? (
            isOffice && !isFiltered(search) ? (
              <NothingSent />
            ) : (
              <NoDevices isFiltered={isFiltered(search)} onAdd={canEdit ? add : null} />
            )
          ) : (
            <Grid
              ref={grid}
              label={text.table}
              columns={deviceColumns(language, words, {
                hasRounds: isOffice || (rounds.length > 1 && round === null),
                hasSchools: isOffice,
                isNarrow: hasSide,
              })}
              minWidth={560}
              rows={rows}
              rowKey={(row) => row.id}
              openKey={search.device ?? null}
              onOpen={open}
              onMove={(row) => {
                if (search.device !== undefined && search.form === undefined) change({ device: row.id });
              }}
              isDimmed={(row) => row.state === 'voided'}
              resetKey={JSON.stringify(filter)}
            />
          )}
          <p className={classes.totals} role="status">
            {rows.answer && text.totals(rows.total)}
          </p>
        </div>
        {hasSide ? (
          <DeviceSide
            device={search.device ?? null}
            form={search.form ?? null}
            onChange={change}
            onClose={() => {
              change({ device: undefined, form: undefined });
              grid.current?.focus();
            }}
          />
        ) : (
          stock.data &&
          stock.data.length > 0 && (
            <StockTable lines={stock.data} onChoose={(line) => change({ model: line.model ?? undefined })} />
          )
        )}
      </div>
    </Page>
  );
}

function NoDevices({ isFiltered: isNarrowed, onAdd }: { isFiltered: boolean; onAdd: (() => void) | null }) {
  const { words } = useLanguage();
  const text = words.devices;
  if (isNarrowed) {
    return (
      <div className={classes.empty}>
        <h2>{text.noMatch.title}</h2>
        <p>{text.noMatch.text}</p>
      </div>
    );
  }
  return (
    <div className={classes.empty}>
      <h2>{text.empty.title}</h2>
      <p>{text.empty.text}</p>
      {onAdd && (
        <div className={classes.actions}>
          <Button
            leftSection={<IconFileImport size={18} aria-hidden />}
            renderRoot={(props: object) => <Link to="/imports" search={{ kind: 'devices' }} {...props} />}
          >
            {text.import}
          </Button>
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={onAdd}>
            {text.add}
          </Button>
        </div>
      )}
    </div>
  );
}
