/** Sentences of privacy: erasure, consent, requests. */
import type { SentenceTable } from './language.ts';

export const privacySentences = {
  erasureNotConfirmed: {
    vi: (d) =>
      `Chưa xoá gì. Xoá rồi thì không lấy lại được, nên phải gõ đúng ${/^\d+$/.test(String(d['expected'])) ? 'số học sinh' : 'họ tên của em'}: ${d['expected']}.`,
    en: (d) =>
      `Nothing was erased. It cannot be undone, so type exactly ${/^\d+$/.test(String(d['expected'])) ? 'the number of pupils' : 'the name of the pupil'}: ${d['expected']}.`,
  },
  studentOnLoan: {
    vi: (d) =>
      `Chưa xoá gì. ${d['student']} đang mượn máy ${d['serialNumber']}. Hãy nhận lại máy (huỷ giấy ký nhận) rồi mới xoá.`,
    en: (d) =>
      `Nothing was erased. ${d['student']} has the device ${d['serialNumber']} on loan. Take it back (cancel the receipt) first.`,
  },
} as const satisfies SentenceTable;
