/** Digits as a QR code that a keyboard scanner can type. */
import { useMemo } from 'react';
import { encode } from 'uqr';
import classes from './sync.module.css';

export function QrCode({ digits, label }: { digits: string; label: string }) {
  const { size, path } = useMemo(() => {
    const code = encode(digits, { ecc: 'L', border: 4 });
    const squares = code.data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
    return { size: code.size, path: squares.join('') };
  }, [digits]);
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={path} fill="black" />
    </svg>
  );
}
