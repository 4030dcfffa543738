/** Words of the closed lists are in shared/sentences/values.ts; here only what the screens add to them. */
export const choices = {
  povertyUnknown: 'Chưa rõ diện',
  device: { none: 'Chưa có máy', assigned: 'Đã phân máy', received: 'Đã nhận' },
};
