import { expect, test } from 'vitest';
import { i18n, startI18n, words } from './index.ts';

const parts: [string, { en: Record<string, string>; fr: Record<string, string> }][] = Object.entries(words);
const texts = parts.flatMap(([part, { en, fr }]) =>
  Object.keys(en).map((key): [string, string, string] => [`${part}:${key}`, en[key] ?? '', fr[key] ?? '']),
);
const placeholders = (text: string) => (text.match(/\{\{.*?\}\}/g) ?? []).toSorted();

test('every part says the same things in both languages', () => {
  for (const [part, { en, fr }] of parts) {
    expect(Object.keys(fr).toSorted(), part).toEqual(Object.keys(en).toSorted());
  }
});

test('every sentence takes the same facts in both languages', () => {
  for (const [key, en, fr] of texts) expect(placeholders(fr), key).toEqual(placeholders(en));
});

test('French has its own apostrophes and no double spaces', () => {
  for (const [key, , fr] of texts) expect(fr, key).not.toMatch(/\w'\w| {2}/);
});

test('a French line never begins with punctuation', async () => {
  await startI18n('fr');
  expect(i18n.t('sharing:closeHint')).toBe(
    'Vous pouvez fermer\u00a0: le partage continue, et «\u00a0Tâches\u00a0» montre son avancement.',
  );
  expect(i18n.t('session:otherTokenHint')).toContain('utilisateur\u202f; rien');
});

test('what is counted has a word for one and for more', () => {
  const keys = new Set(texts.map(([key]) => key));
  for (const key of keys) {
    if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'));
    if (key.endsWith('_other')) expect(keys).toContain(key.replace(/_other$/, '_one'));
  }
});

test.each([
  ['en', 0, '0 images shared'],
  ['en', 1, '1 image shared'],
  ['en', 1000, '1,000 images shared'],
  ['fr', 0, '0 image partagée'],
  ['fr', 1, '1 image partagée'],
  ['fr', 1000, '1\u202f000 images partagées'],
  ['fr', 1_000_000, '1\u202f000\u202f000 images partagées'],
] as const)('in %s %i is counted as "%s"', async (language, count, said) => {
  await startI18n('en');
  expect(i18n.getFixedT(language, 'sharing')('shared', { count })).toBe(said);
});

test('what a server or a user wrote is text, not a pattern of words', async () => {
  await startI18n('en');
  const hostile = '{{host}} $t(internal) <b>';
  expect(i18n.getFixedT('en', 'errors')('dns', { host: hostile })).toContain(hostile);
});
