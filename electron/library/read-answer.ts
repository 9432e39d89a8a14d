import { AppError } from '#shared/errors.ts';
import { answerSchema, type AnswerKind, type Answers } from '../api/answers.ts';
import { maxDepth } from '../json/json-array-splitter.ts';

/** `Library.readAnswer`: a small answer, read whole. The caller knows the call's facts and adds them. */
export function readAnswer<K extends AnswerKind>(kind: K, bytes: Uint8Array): Answers[K] {
  if (isDeeperThan(maxDepth, bytes)) throw unreadable();
  const read = answerSchema(kind).safeParse(parse(bytes));
  if (!read.success) throw unreadable(read.error);
  return read.data;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

/** What is parsed must be shallow: what walks it afterwards calls itself once a level (attacks A4). */
function isDeeperThan(limit: number, bytes: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x22) inString = !inString;
    else if (inString) at += Number(byte === 0x5c);
    else if (byte === 0x5b || byte === 0x7b) depth += 1;
    else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

function unreadable(cause?: unknown): AppError {
  return new AppError(
    { code: 'unreadable-answer', contentType: null, route: '', status: null, requestId: null, message: null },
    { cause },
  );
}
