/** What a visitor is told who is not let in: one sentence for a person, a code for the client. */
import { ORPCError } from '@orpc/server';
import { StandardRPCJsonSerializer } from '@orpc/client/standard';
import type { FastifyReply } from 'fastify';
import type { Refusal } from './doorkeeper.ts';

type Answer = Refusal | 'notFound' | 'failed' | 'tooLarge' | 'lengthMissing';

const answers: Record<Answer, { status: number; sentence: string }> = {
  wrongHost: { status: 421, sentence: 'Địa chỉ này không phải của sổ. / This is not the address of the register.' },
  wrongOrigin: { status: 403, sentence: 'Trang khác không được dùng sổ. / Other sites may not use the register.' },
  noSession: {
    status: 401,
    sentence:
      'Cửa sổ này chưa được mở từ chương trình, hoặc chương trình đã khởi động lại. Hãy mở lại bằng địa chỉ mà ' +
      'chương trình vừa in ra. / Open the register again with the address that the program has just printed.',
  },
  notFound: { status: 404, sentence: 'Không có trang này. / There is no such page.' },
  failed: { status: 500, sentence: 'Chương trình gặp lỗi. / The program failed.' },
  tooLarge: { status: 413, sentence: 'Tệp lớn quá 64 MB. / The file is larger than 64 MB.' },
  lengthMissing: { status: 411, sentence: 'Yêu cầu thiếu độ dài. / The request does not say its length.' },
};

/** Answers in plain text, or as a procedure's failure when the client of the screens asked. */
export function answerRefusal(reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, sentence } = answers[answer];
  if (!reply.request.url.startsWith('/rpc')) {
    return reply.code(status).type('text/plain; charset=utf-8').send(sentence);
  }
  const error = new ORPCError(answer, { status, message: sentence });
  const [json, meta] = new StandardRPCJsonSerializer().serialize(error.toJSON());
  return reply.code(status).type('application/json').send(JSON.stringify({ json, meta }));
}
