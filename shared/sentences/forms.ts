/** Sentences for what can go wrong with the paper. */
import type { ProblemDetails } from '../problems.ts';

/** “ở ô A3 của trang Danh sách”, as far as the place is known. */
function whereVi(d: ProblemDetails): string {
  if (!d['sheet']) return '';
  return d['cell'] ? ` ở ô ${d['cell']}, trang “${d['sheet']}”` : ` ở tên trang “${d['sheet']}”`;
}

function whereEn(d: ProblemDetails): string {
  if (!d['sheet']) return '';
  return d['cell'] ? ` in cell ${d['cell']} of the sheet “${d['sheet']}”` : ` in the name of the sheet “${d['sheet']}”`;
}

export const formSentences = {
  formHasNoRows: {
    vi: (d: ProblemDetails) =>
      d['form'] === 'deletion-minutes'
        ? 'Chưa xoá dữ liệu của em nào nên chưa có biên bản xoá để in.'
        : d['form'] === 'held-data'
          ? 'Chưa chọn học sinh. Dữ liệu đang giữ in riêng cho từng em.'
          : 'Chưa có học sinh nào để in. Hãy chọn lớp hoặc đợt khác, hoặc phân máy trước.',
    en: (d: ProblemDetails) =>
      d['form'] === 'deletion-minutes'
        ? 'Nothing was erased yet, so there are no minutes of deletion.'
        : d['form'] === 'held-data'
          ? 'No pupil is chosen. What is held is printed for one pupil at a time.'
          : 'There is no pupil to print. Choose another class or round, or assign devices first.',
  },
  codeOnPaperUnreadable: {
    vi: () => 'Mã sổ trên giấy có 10 chữ số và chữ cái a–f, dấu gạch, rồi một số; ví dụ 3f2a9c01be-1234. Hãy gõ lại.',
    en: () =>
      'The code on paper has 10 digits or letters a–f, a dash and a number, such as 3f2a9c01be-1234. Type it again.',
  },
  formTemplateMissing: {
    vi: (d: ProblemDetails) =>
      `Không tìm thấy tệp mẫu ${d['form'] ?? d['file'] ?? ''}. Hãy chép lại tệp mẫu gốc vào thư mục biểu mẫu.`,
    en: (d: ProblemDetails) =>
      `The template ${d['form'] ?? d['file'] ?? ''} was not found. Copy the original template back into its folder.`,
  },
  formTemplateInvalid: {
    vi: (d: ProblemDetails) =>
      d['reason'] === 'formula'
        ? `Mẫu không dùng được công thức${whereVi(d)}. Hãy thay bằng chữ hoặc một chỗ điền.`
        : 'Không đọc được tệp mẫu. Hãy mở tệp bằng Excel, lưu lại dạng .xlsx rồi thử lại, hoặc dùng mẫu gốc.',
    en: (d: ProblemDetails) =>
      d['reason'] === 'formula'
        ? `A template cannot hold a formula${whereEn(d)}. Put text or a placeholder there.`
        : 'The template cannot be read. Open it in Excel, save it as .xlsx and try again, or use the original.',
  },
  formPlaceholderUnknown: {
    vi: (d: ProblemDetails) =>
      `Mẫu có chỗ điền không hiểu được: ${d['placeholder']}${whereVi(d)}. Hãy sửa lại theo hướng dẫn biểu mẫu.`,
    en: (d: ProblemDetails) =>
      `The template asks for something unknown: ${d['placeholder']}${whereEn(d)}. Correct it with the guide to forms.`,
  },
} as const;
