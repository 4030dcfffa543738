/** Words of the closed lists are in shared/sentences/values.ts; here only what the screens add to them. */
export const choices = {
  /** Short, for tables and chips. */
  poverty: { poor: 'Hộ nghèo', near_poor: 'Hộ cận nghèo', none: 'Không thuộc diện' },
  povertyUnknown: 'Chưa rõ diện',
  device: { none: 'Chưa có máy', assigned: 'Đã phân máy', received: 'Đã nhận' },
};
