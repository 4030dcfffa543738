/** Each way to send: its place, how its last try went, when it is tried next. */
import type { CarrierStatus } from '../../../shared/contract/sync.ts';
import type { ProblemDetails } from '../../../shared/problems.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { formatRecent } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './sync.module.css';

export function CarrierTable({ carriers }: { carriers: readonly CarrierStatus[] }) {
  const { language, words } = useLanguage();
  const text = words.sync.status;
  if (carriers.length === 0) return <p className={classes.text}>{text.noCarriers}</p>;
  return (
    <table className={classes.table} aria-label={text.carriers}>
      <thead>
        <tr>
          {[text.carriers, text.place, text.state, text.tried, text.next].map((header) => (
            <th key={header} scope="col">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {carriers.map((carrier) => (
          <tr key={`${carrier.carrier} ${carrier.place}`}>
            <td>{text.carrier[carrier.carrier]}</td>
            <td className={classes.place}>{carrier.place}</td>
            <td>
              {text.carrierState[carrier.state]}
              {carrier.problem !== null && (
                <p className={classes.text}>{sentence(language, carrier.problem, definedOnly(carrier.details))}</p>
              )}
            </td>
            <td>{carrier.triedAt === null ? text.never : formatRecent(carrier.triedAt)}</td>
            <td>{carrier.nextTryAt === null ? text.whenItAppears : formatRecent(carrier.nextTryAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function definedOnly(details: CarrierStatus['details']): ProblemDetails {
  const known: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(details)) if (value !== undefined) known[name] = value;
  return known;
}
