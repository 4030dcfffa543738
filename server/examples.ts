/** One worked example for every command, as its `--help` shows it: a school's first hour, in order. A test runs them all. */
export const examples: Record<string, string> = {
  init: 'so-may init --role school --code 17150501 --name "Trường TH&THCS Chiềng Châu" --school-year 2026-2027',
  open: 'so-may open --port 7345',
  serve: 'so-may serve --host 0.0.0.0 --tls self',
  import: 'so-may import danh-sach-lop.xlsx --preview',
  'import undo': 'so-may import undo 37zjemsr4n1ejdjn-0000004',
  students: 'so-may students --class 6A',
  search: 'so-may search trieu thi mai anh',
  'devices import': 'so-may devices import phieu-giao-hang.xlsx',
  devices: 'so-may devices --round "Đợt 1"',
  assign: 'so-may assign --class 6A --status poor,near_poor',
  'hand-over':
    'so-may hand-over --student 1715870222 --serial R9LT0890798 --receiver "Hà Thị Loan" --relation mother --on 2026-09-05',
  receipts: 'so-may receipts --class 6A --json',
  'receipts cancel': 'so-may receipts cancel 37zjemsr4n1ejdjn-0000512 --reason "Ghi nhầm em khác"',
  form: 'so-may form receipt-list --planned --class 6A --out danh-sach-6A.xlsx',
  export: 'so-may export --out so-may.xlsx',
  conflicts: 'so-may conflicts --json',
  findings: 'so-may findings',
  'package show': 'so-may package show 17150501-7k3m9qz2w8xd4t6b-1-80.somay',
  verify: 'so-may verify --json',
};
