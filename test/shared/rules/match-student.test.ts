import { describe, expect, it } from 'vitest';
import { chooseSeed, seededRandom } from '../../seeded-random.ts';
import { matchStudentsSimply } from './simple-match.ts';
import { matchStudents } from '../../../shared/rules/match-student.ts';
import { type KnownStudent, type StudentIdentity } from '../../../shared/rules/student-candidates.ts';

function row(more: Partial<StudentIdentity> = {}): StudentIdentity {
  return { moetId: null, personalId: null, fullName: 'Hà Thị Lan', birthDate: '2014-06-12', className: '6A', ...more };
}
function known(id: string, more: Partial<StudentIdentity> = {}): KnownStudent {
  return { id, ...row(more) };
}

describe('matching rows with pupils', () => {
  it('prefers the code to the personal ID, and both to the name', () => {
    const students = [known('code', { moetId: '1', fullName: 'A B' }), known('name')];
    expect(matchStudents([row({ moetId: '1' })], students)).toEqual([{ kind: 'known', id: 'code' }]);
    const others = [known('id', { personalId: '2', fullName: 'A B' }), known('name')];
    expect(matchStudents([row({ personalId: '2', moetId: '9' })], others)).toEqual([{ kind: 'known', id: 'id' }]);
  });

  it('asks a person when several pupils have the same number', () => {
    const students = [known('one', { moetId: '1' }), known('two', { moetId: '1' })];
    expect(matchStudents([row({ moetId: '1' })], students)).toMatchObject([
      { code: 'studentFitsSeveral', field: 'moetId' },
    ]);
  });

  it('refuses the second row that means a pupil, by number or by name', () => {
    const students = [known('a', { moetId: '1' })];
    const repeated = { kind: 'problem', code: 'rowRepeated', student: 'a', row: 0 };
    expect(matchStudents([row({ moetId: '1' }), row({ moetId: '1' })], students)).toMatchObject([
      { id: 'a' },
      repeated,
    ]);
    expect(matchStudents([row({ moetId: '1' }), row()], students)).toMatchObject([{ id: 'a' }, repeated]);
    expect(matchStudents([row({ moetId: '1' }), row({ moetId: '1' })], [])).toMatchObject([
      { kind: 'new' },
      { ...repeated, student: null, field: 'moetId' },
    ]);
  });

  it('lets the class decide between namesakes, and asks when it cannot', () => {
    const students = [known('a'), known('b', { className: '6B' })];
    expect(matchStudents([row({ className: '6 b' })], students)).toEqual([{ kind: 'known', id: 'b' }]);
    expect(matchStudents([row({ className: '7A' })], students)).toMatchObject([{ code: 'studentFitsSeveral' }]);
    const twins = [known('a'), known('b')];
    expect(matchStudents([row()], twins)).toMatchObject([{ code: 'studentFitsSeveral' }]);
  });

  it('gives the pupil of the class to the row of the class, whatever the order of the rows', () => {
    const rows = [row({ className: '7A' }), row()];
    const expected = [
      { kind: 'new', hasNamesake: true },
      { kind: 'known', id: 'a' },
    ];
    expect(matchStudents(rows, [known('a')])).toEqual(expected);
    expect(matchStudents(rows.toReversed(), [known('a')])).toEqual(expected.toReversed());
  });

  it('follows a pupil who has changed class', () => {
    expect(matchStudents([row({ className: '7A' })], [known('a')])).toEqual([{ kind: 'known', id: 'a' }]);
  });

  it('takes children with numbers of their own for two, and waits where the register’s number differs', () => {
    expect(matchStudents([row({ moetId: '1' }), row({ moetId: '2' })], [])).toEqual([
      { kind: 'new', hasNamesake: false },
      { kind: 'new', hasNamesake: true },
    ]);
    expect(matchStudents([row({ moetId: '2' })], [known('a', { moetId: '1' })])).toMatchObject([
      { code: 'identifiersDiffer', field: 'moetId', student: 'a' },
    ]);
  });

  it('knows a pupil without birth date by name and class only, and only when one fits', () => {
    expect(matchStudents([row()], [known('a', { birthDate: null })])).toEqual([{ kind: 'known', id: 'a' }]);
    expect(matchStudents([row({ birthDate: null })], [known('a')])).toEqual([{ kind: 'known', id: 'a' }]);
    expect(matchStudents([row({ birthDate: null, className: '7A' })], [known('a')])).toMatchObject([{ kind: 'new' }]);
    expect(
      matchStudents([row({ birthDate: null })], [known('a'), known('b', { birthDate: '2013-01-01' })]),
    ).toMatchObject([{ code: 'studentFitsSeveral', field: 'birthDate' }]);
  });

  it('leaves out what is not to be matched, and stays quick with thousands of namesakes', () => {
    const rows = Array.from({ length: 3000 }, (_, index) => row({ moetId: String(index), birthDate: null }));
    const matches = matchStudents([undefined, ...rows], []);
    expect(matches[0]).toBeUndefined();
    expect(matches.slice(1).every(({ kind }) => kind === 'new')).toBe(true);
  });
});

describe('matching many namesakes', () => {
  it('decides as looking at every namesake would', () => {
    const seed = chooseSeed(38);
    const random = seededRandom(seed);
    for (let round = 0; round < 4000; round++) {
      const identity = (): StudentIdentity => ({
        moetId: random.pick([null, null, null, '1', '2', '3']),
        personalId: random.pick([null, null, null, '4', '5']),
        fullName: random.pick(['Hà Thị Lan', 'Hà Thị Lan', 'hà thị lán', 'Đinh Minh Nam']),
        birthDate: random.pick([null, '2014-06-12', '2014-06-12', '2015-01-31']),
        className: random.pick([null, '6A', '6 a', '6B']),
      });
      const students = Array.from({ length: random.integer(7) }, (_, index) => ({ ...identity(), id: `p${index}` }));
      const rows = Array.from({ length: random.integer(8) }, () => (random.integer(10) === 0 ? undefined : identity()));
      const message = `seed ${seed}, round ${round}: ${JSON.stringify({ rows, students })}`;
      expect(matchStudents(rows, students), message).toEqual(matchStudentsSimply(rows, students));
    }
  });

  it('does not look at all of them for each row: fifty thousand of one name and birth date come to an end', () => {
    const students = Array.from({ length: 50_000 }, (_, index) => known(`p${index}`, { className: `${index % 50}` }));
    const matches = matchStudents(students, students);
    expect(matches.every((match) => match.kind === 'problem' && match.code === 'studentFitsSeveral')).toBe(true);
    const rows = students.map((student, index) => ({ ...student, moetId: String(index) }));
    const again = matchStudents([...rows, ...rows], []);
    expect(again.map(({ kind }) => kind)).toEqual([...rows.map(() => 'new'), ...rows.map(() => 'problem')]);
  });
});
