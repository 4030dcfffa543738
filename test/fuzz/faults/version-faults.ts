/** Programs of other versions: what a newer one wrote is kept and passed on, and read when this one is as new. */
import { getFieldGroup } from '../../../shared/records/record-tables.ts';
import { changeId } from '../../../shared/records/change-id.ts';
import { SCHEMA_VERSION } from '../../../core/database/migrations/migrations.ts';
import { replayParked } from '../../../core/journal/merge-parked.ts';
import { headsByGroup, listChangesOfRecords } from '../../../core/queries/changes.ts';
import { writeAs } from '../../core/other-program.ts';
import type { Fault } from '../play.ts';
import { knowAll, SCHEMA_BEFORE } from '../program-version.ts';
import { type Side, sitDown } from '../world.ts';

/** A table, a field or a value that only the next version knows; or a change of a version before this one. */
const otherProgram: Fault = async (play, side) => {
  await sitDown(side);
  if (side.isOffice || side.session.personId === null) return;
  const { rows } = await side.client.students.list({ includeVoided: true });
  const kind = play.random.integer(4);
  const day = `2026-09-${10 + play.random.integer(20)}`;
  await play.act(side, 'writes with a program of another version', async () => {
    if (kind === 0 || rows.length === 0) {
      await writeAs(side, SCHEMA_VERSION + 1, {
        recordTable: 'visits',
        subject: '',
        base: '',
        fields: `{"day":"${day}"}`,
      });
    } else {
      const record = play.random.pick(rows).id;
      const versions = (await listChangesOfRecords(side.register.reader, 'students', [record])).get(record) ?? [];
      const heads = headsByGroup('students', versions, ({ replica, seq }) => changeId(replica, seq));
      const field = kind === 2 ? 'gender' : 'fullName';
      const base = (heads.get(getFieldGroup('students', field)) ?? []).sort().join(' ');
      const fields = [
        undefined,
        { fullName: 'Vàng A Páo', nickname: 'Páo con' },
        { gender: 'unspecified' },
        { fullName: 'Lò Văn Cũ' },
      ][kind];
      if (base === '') return;
      await writeAs(side, kind === 3 ? SCHEMA_VERSION - 1 : SCHEMA_VERSION + 1, {
        recordTable: 'students',
        record,
        subject: record,
        base,
        fields: JSON.stringify(fields),
      });
    }
    play.bite('package of another version');
  });
};

/** The side gets the program that the others have. */
export async function upgrade(side: Side): Promise<void> {
  if (side.lacks.length === 0) return;
  knowAll();
  await side.register.exclusively(() => side.register.transact((db) => replayParked(db, SCHEMA_BEFORE)));
  side.lacks = [];
}

const upgraded: Fault = async (play, side) => {
  if (side.lacks.length === 0) return;
  await play.act(side, 'gets a newer program', () => upgrade(side));
  play.bite('upgraded program');
};

export const VERSION_FAULTS: Record<string, Fault> = { otherProgram, upgraded };
