import { beforeAll, expect, test } from 'vitest';
import { i18n, startI18n } from '../../i18n/index.ts';
import { resyncOf, rowOf } from './report.fixture.ts';
import { ticketText, type Ticket } from './ticket-text.ts';

beforeAll(() => startI18n('en'));

function textOf(language: 'en' | 'fr', ticket: Partial<Ticket>): string {
  const words = {
    t: i18n.getFixedT(language, 'resync'),
    tFields: i18n.getFixedT(language, 'fields'),
    tErrors: i18n.getFixedT(language, 'errors'),
    language,
  };
  const text = ticketText(words, {
    resync: resyncOf(),
    server: 'https://api.sharinpix.com',
    rows: [],
    lines: 0,
    failures: [],
    pasted: null,
    timeZone: 'Europe/Paris',
    ...ticket,
  });
  // Intl sets some of its spaces as no-break ones.
  return text.replace(/[^\S\n]/gu, ' ');
}

const ticket: Partial<Ticket> = {
  resync: resyncOf({
    by: 'Claire Belrive',
    scope: 'ids',
    asked: 200,
    counts: { unchanged: 117, changed: 1, 'not-found': 2, failed: 80 },
    marks: { 'now-processed': 1 },
    noIds: 1,
  }),
  rows: [
    rowOf({
      marks: ['now-processed'],
      changes: [
        { field: 'title', before: null, after: 'Roof' },
        { field: 'rotation', before: '0', after: '90' },
        { field: 'exif.FNumber', before: '2.8', after: '4' },
      ],
    }),
    rowOf({ id: 'id-2', name: 'id-2', kind: 'not-found', changes: [] }),
  ],
  lines: 83,
  failures: [
    {
      count: 80,
      error: {
        code: 'access-denied',
        route: 'GET /image_syncs',
        status: 401,
        requestId: 'req-7',
        message: 'Access denied',
      },
    },
  ],
  pasted: { noIds: ['not-an-id'], repeated: [] },
};

test('a ticket says what was asked where, when and by whom, what came of it and why what failed did', () => {
  const text = textOf('en', ticket);
  for (const line of [
    'Server: api.sharinpix.com',
    'Album: album-1',
    'When: Nov 22, 2026, 4:58:03 PM GMT+01:00',
    'By: Claire Belrive',
    'Asked: 200 ids (3 calls)',
    'Result: 117 unchanged, 1 changed, 2 not found, 80 failed',
    'Beside that: 1 now processed',
    'No ids in the pasted text: “not-an-id”',
    '- Roof (id-1): Changed, now processed. Title: none → Roof; Rotation: 0° → 90°; Aperture (EXIF): 2.8 → 4',
    '- id-2: Not found',
    '… and 81 more lines, see the CSV export.',
  ])
    expect(text.split('\n')).toContain(line);
  const failure = text.split('\n').find((line) => line.startsWith('- 80 failed: '));
  expect(failure).toContain('Access denied');
  expect(failure).toContain('req-7');
});

test('a ticket in French is French', () => {
  const text = textOf('fr', ticket);
  for (const line of [
    'Serveur : api.sharinpix.com',
    'Date : 22 nov. 2026, 16:58:03 UTC+01:00',
    'Demande : 200 identifiants (3 appels)',
    '- id-2: Introuvable',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).not.toMatch(/\b(?:Changed|unchanged|failed|When|Asked)\b/);
});

test('a moved block is one line of a ticket', () => {
  const rows = [rowOf({ kind: 'moved', move: { from: 40, to: 2, count: 12 } })];
  expect(textOf('en', { rows, lines: 1 })).toContain('- Roof (id-1): Moved. 12 images from 41–52 to 3–14');
});

test('a ticket of nothing has no empty parts', () => {
  expect(textOf('en', {}).split('\n')).toEqual([
    'Resync report',
    'Server: api.sharinpix.com',
    'Album: album-1',
    'When: Nov 22, 2026, 4:58:03 PM GMT+01:00',
    'Asked: the whole album',
    'Result: nothing',
  ]);
});

test('a ticket of a resync that was not answered says that nothing was compared, and why', () => {
  const error = { code: 'not-reached', host: 'api.sharinpix.com', reason: 'dns' } as const;
  const text = textOf('en', { resync: resyncOf({ error }) });
  expect(text).toContain('Result: nothing was compared');
  expect(text).toContain('The server api.sharinpix.com was not reached');
  expect(text).not.toMatch(/\b0 /);
});

test('nothing of a name or a value breaks a line or turns the text around', () => {
  const rows = [rowOf({ name: 'a\nb\u202ec', changes: [{ field: 'title', before: 'x\ny', after: 'z' }] })];
  const text = textOf('en', { rows, lines: 1 });
  expect(text.split('\n').at(-1)).toBe('- a b[U+202E]c (id-1): Changed. Title: x y → z');
});
