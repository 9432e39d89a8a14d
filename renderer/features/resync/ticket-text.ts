import type { TFunction } from 'i18next';
import type { Pasted, Resync, ResyncRow } from '#shared/models/resync.ts';
import { errorWords } from '../../i18n/error-sentence.ts';
import { plainText } from '../../ui/plain-text.tsx';
import { changeTexts } from './change-texts.ts';
import type { Failure } from './failures.ts';
import { fieldWords } from './field-words.ts';
import { pieceWords } from './piece-words.ts';
import { askedWords, markWords, resultWords, type Translate } from './report-words.ts';
import { badgeWords, moveWords } from './row-words.ts';

/** What a report is put in words with. */
export interface TicketWords {
  t: Translate;
  tFields: TFunction<'fields'>;
  tErrors: TFunction<'errors'>;
  language: string;
}

export interface Ticket {
  resync: Resync;
  /** The server's origin; its host is said. */
  server: string;
  /** The first rows of the report. */
  rows: readonly ResyncRow[];
  /** Lines of the report in all. */
  lines: number;
  failures: readonly Failure[];
  pasted: Pasted | null;
  /** Null: the computer's. */
  timeZone?: string;
}

/** Pieces of a pasted text that are quoted at most. */
const mostQuoted = 20;

/** A report as text for a ticket: what was asked where, when and by whom, what came of it, why what failed did. */
export function ticketText(words: TicketWords, ticket: Ticket): string {
  const { t, language } = words;
  const { resync, server, rows, lines, failures, pasted } = ticket;
  const noIds = pasted?.noIds ?? [];
  const quoted = noIds.slice(0, mostQuoted).map((piece) => pieceWords(t, piece));
  return [
    t('ticketTitle'),
    t('ticketServer', { server: new URL(server).host }),
    t('ticketAlbum', { album: plainText(resync.albumId) || '–' }),
    t('ticketWhen', { when: momentWithZone(resync.startedAt, language, ticket.timeZone) }),
    resync.by !== null && t('ticketBy', { who: plainText(resync.by) }),
    t('ticketAsked', { what: askedWords(t, resync) }),
    t('ticketCounts', { counts: resultWords(t, resync) }),
    ...listed(
      t,
      'ticketMarks',
      markWords(t, resync).map((mark) => mark.words),
    ),
    resync.error !== null && failureWords(words, { error: resync.error, count: 0 }),
    noIds.length > 0 &&
      t('ticketNoIds', { pieces: quoted.join(', ') + (noIds.length > mostQuoted ? ', …' : '') }),
    ...titled(
      t('ticketFailures'),
      failures.map((failure) => `- ${failureWords(words, failure)}`),
    ),
    ...titled(
      t('ticketRows'),
      rows.map((row) => `- ${rowWords(words, row)}`),
    ),
    lines > rows.length && t('ticketMore', { count: lines - rows.length }),
  ]
    .filter((line) => line !== false)
    .join('\n');
}

const titled = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

function listed(t: Translate, key: 'ticketMarks', words: string[]): string[] {
  return words.length === 0 ? [] : [t(key, { marks: words.join(', ') })];
}

/** A moment with its time zone, such as "Nov 22, 2026, 4:58:03 PM GMT+1": tickets are read elsewhere. */
function momentWithZone(ms: number, language: string, timeZone: string | undefined): string {
  const parts = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  } as const;
  return new Intl.DateTimeFormat(language, {
    ...parts,
    second: '2-digit',
    timeZoneName: 'longOffset',
    ...(timeZone !== undefined && { timeZone }),
  }).format(ms);
}

function failureWords({ t, tErrors, language }: TicketWords, { error, count }: Failure): string {
  const { sentence, details } = errorWords(tErrors, language, error);
  const lead = count > 0 ? `${t('failed', { count })}: ` : '';
  return [`${lead}${sentence}`, ...details.map(plainText)].join(' · ');
}

/** One image: "Beach (id): Changed, now processed. Title: A -> B; Rotation: 0° -> 90°". */
function rowWords(words: TicketWords, row: ResyncRow): string {
  const { t, tFields, tErrors, language } = words;
  const name = row.name === '' || row.name === row.id ? row.id : `${plainText(row.name)} (${row.id})`;
  const kind = [t(`kind_${row.kind}`), ...badgeWords(t, language, row).map((badge) => badge.words)].join(
    ', ',
  );
  const facts = [
    moveWords(t, row),
    row.error && errorWords(tErrors, language, row.error).sentence,
    ...row.changes.map((change) => {
      const { before, after } = changeTexts(t, language, change);
      const side = (text: string | null) => (text === null || text === '' ? t('empty') : plainText(text));
      return `${fieldWords(tFields, change.field)}: ${side(before)} → ${side(after)}`;
    }),
  ].filter((fact) => fact !== null);
  return `${plainText(name)}: ${[kind, facts.join('; ')].filter((part) => part !== '').join('. ')}`;
}
