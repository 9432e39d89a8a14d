import { type ApiAnswer } from '../../electron/demo/answer.ts';
import { readAuthorization, writeToken } from '../../electron/demo/demo-token.ts';
import type { FaultKind } from './fault.ts';

/**
 * Makes a right answer wrong in what it says; faults of the line are `send.ts`'s.
 * @param now milliseconds since 1970
 */
export function spoil(
  answer: ApiAnswer,
  fault: FaultKind,
  authorization: string | undefined,
  now: number,
): ApiAnswer {
  switch (fault.kind) {
    case 'other-rows':
      return withRows(answer, (rows) => rows.map((row, n) => otherImage(row, n)));
    case 'capped':
      return withRows(answer, (rows) => rows.slice(0, fault.rows));
    case 'stale':
      return withRows(answer, (rows) => rows.filter((row) => madeAt(row) <= now - fault.ms));
    case 'broken-records':
      return withRows(answer, (rows) => eachNth(rows, fault.every, (row) => broken(row, fault.as)));
    case 'deep-records':
      return withRows(answer, (rows) => eachNth(rows, fault.every, (row) => deep(row, fault.brackets)));
    case 'large-records':
      return withRows(answer, (rows) => eachNth(rows, fault.every, (row) => large(row, fault.bytes)));
    case 'small-records':
      return { ...answer, body: { rows: smallRecords(fault.count), count: fault.count } };
    case 'token':
      return { ...answer, headers: otherToken(answer.headers, fault.as, authorization) };
    case 'status':
    case 'redirect':
    case 'page':
    case 'empty':
    case 'cut':
    case 'truncated':
    case 'reset':
    case 'silence':
    case 'delay':
    case 'drip':
    case 'commit-then-drop':
    case 'commit-then-status':
    case 'commit-later':
    case 'meanwhile':
    case 'bomb':
    case 'endless':
    case 'not-a-picture':
      return answer;
  }
}

type Row = string | Uint8Array;
interface Rows {
  map(change: (row: Row, n: number) => Row): Rows;
  slice(from: number, to: number): Rows;
  filter(keep: (row: Row) => boolean): Rows;
}

/** Changes the elements of an answer that is a JSON array, without holding a long one. */
function withRows(answer: ApiAnswer, change: (rows: Rows) => Rows): ApiAnswer {
  const { body } = answer;
  if ('bytes' in body) return answer;
  if ('text' in body) {
    const list: unknown = body.text === '' ? null : JSON.parse(body.text);
    if (!Array.isArray(list)) return answer;
    const rows = list.map((row) => JSON.stringify(row));
    return withRows({ ...answer, body: { rows, count: rows.length } }, change);
  }
  let count = body.count;
  const lazily = (rows: Iterable<Row>): Rows & Iterable<Row> => ({
    [Symbol.iterator]: () => rows[Symbol.iterator](),
    map: (each) =>
      lazily(
        (function* () {
          let n = 0;
          for (const row of rows) yield each(row, n++);
        })(),
      ),
    slice: (from, to) => {
      count = Math.max(0, Math.min(count, to) - from);
      return lazily(
        (function* () {
          let n = 0;
          for (const row of rows) {
            if (n >= to) return;
            if (n++ >= from) yield row;
          }
        })(),
      );
    },
    // How many are left is not known before they are made: the answer says no length then, or its true one.
    filter: (keep) =>
      lazily(
        (function* () {
          for (const row of rows) if (keep(row)) yield row;
        })(),
      ),
  });
  const rows = change(lazily(body.rows)) as Rows & Iterable<Row>;
  return { ...answer, body: { rows, count } };
}

const eachNth = (rows: Rows, every: number, change: (row: Row) => Row): Rows =>
  rows.map((row, n) => (n % every === every - 1 ? change(row) : row));

const madeAt = (row: Row): number =>
  Date.parse((JSON.parse(row.toString()) as { created_at: string }).created_at);

/** @param brackets those of the record and of the list around it included */
function deep(row: Row, brackets: number): Row {
  const inner = brackets - 2;
  return row.toString().replace(/\}$/, `,"deep":${'['.repeat(inner)}${']'.repeat(inner)}}`);
}

const large = (row: Row, bytes: number): Row =>
  JSON.stringify({ ...(JSON.parse(row.toString()) as object), title: 'x'.repeat(bytes) });

function* smallRecords(count: number): Generator<string> {
  for (let n = 0; n < count; n++) yield `{"id":"small-${n}","title":"Small ${n}"}`;
}

function otherImage(row: Row, n: number): Row {
  const record = JSON.parse(row.toString()) as { image?: { public_id: string } };
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return JSON.stringify(
    record.image === undefined ? record : { ...record, image: { ...record.image, public_id: id } },
  );
}

function broken(row: Row, as: Extract<FaultKind, { kind: 'broken-records' }>['as']): Row {
  const text = row.toString();
  switch (as) {
    case 'null':
      return 'null';
    case 'number':
      return '4711';
    case 'wrong-types': {
      const record = JSON.parse(text) as Record<string, unknown>;
      return JSON.stringify({
        ...record,
        filename: 12,
        title: { en: 'a title' },
        width: 'wide',
        gps: 'nowhere',
        exifs: [],
        created_at: 'yesterday',
        tag_names: 'none',
        thumbnails: null,
      });
    }
    case 'bad-json':
      // Brackets and quotes are even: only this element cannot be read.
      return text.replace(/^\{/, '{"broken": nope, ');
    case 'bad-bytes':
      return Buffer.concat([
        Buffer.from('{"title":"'),
        Buffer.from([0xff, 0xfe, 0xc3]),
        Buffer.from('",'),
        Buffer.from(text.slice(1)),
      ]);
  }
}

function otherToken(
  headers: Record<string, string>,
  as: Extract<FaultKind, { kind: 'token' }>['as'],
  authorization: string | undefined,
): Record<string, string> {
  const { 'X-token': renewed, ...rest } = headers;
  if (renewed === undefined || as === 'missing') return rest;
  if (as === 'garbage') return { ...rest, 'X-token': 'no.token.at-all' };
  const claims = readAuthorization(authorization, 0) ?? {};
  const changes =
    as === 'older'
      ? { exp: (claims.exp ?? 0) - 3600 }
      : { exp: (claims.exp ?? 0) + 36_000, user_id: '00000000-0000-4000-8000-00000000beef' };
  return { ...rest, 'X-token': writeToken({ ...claims, ...changes }) };
}
