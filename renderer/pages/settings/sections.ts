/** The sections of "Sổ, cài đặt", in order; `school` is `office` in an office's register. */
export const settingsSections = [
  'school',
  'sites',
  'classes',
  'rounds',
  'people',
  'lock',
  'display',
  'backups',
  'register',
] as const;

export type SettingsSection = (typeof settingsSections)[number];
