/** The stock by round and model: how many there are, how many are left. A line narrows the table to its devices. */
import { UnstyledButton } from '@mantine/core';
import type { StockLine } from '../../../shared/contract/devices.ts';
import { useLanguage } from '../../language/language.tsx';
import { deviceName } from './device-columns.tsx';
import classes from './devices.module.css';

interface StockTableProps {
  lines: readonly StockLine[];
  onChoose: (line: StockLine) => void;
}

export function StockTable({ lines, onChoose }: StockTableProps) {
  const { words, number } = useLanguage();
  const text = words.devices.stock;
  const rounds = new Set(lines.map((line) => line.round)).size;
  const sum = (part: 'total' | 'inStock' | 'assigned' | 'handedOver') =>
    lines.reduce((total, line) => total + line[part], 0);
  return (
    <section className={classes.stock} aria-label={text.title}>
      <h2>{text.title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.model}</th>
            <th scope="col">{text.total}</th>
            <th scope="col">{text.inStock}</th>
            <th scope="col">{text.assigned}</th>
            <th scope="col">{text.handedOver}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.round} ${line.brand} ${line.model}`}>
              <th scope="row">
                <UnstyledButton
                  className={classes.stockModel}
                  disabled={line.model === null}
                  onClick={() => onChoose(line)}
                >
                  {deviceName({ name: null, ...line }) || text.noModel}
                </UnstyledButton>
                {rounds > 1 && <span className={classes.quiet}>{line.roundName}</span>}
              </th>
              <td>{number(line.total)}</td>
              <td>
                <strong>{number(line.inStock)}</strong>
              </td>
              <td>{number(line.assigned)}</td>
              <td>{number(line.handedOver)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.sum}</th>
            <td>{number(sum('total'))}</td>
            <td>{number(sum('inStock'))}</td>
            <td>{number(sum('assigned'))}</td>
            <td>{number(sum('handedOver'))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
