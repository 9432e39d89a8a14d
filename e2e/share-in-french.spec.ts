import type { Locator, Page } from '@playwright/test';
import type { Fault } from './api-server/fault.ts';
import type { ApiServer } from './api-server/server.ts';
import { expect, test } from './app.ts';
import { alreadyShared, homepage, listing, sending } from './sharing.ts';

/* What a French user reads of a share in each of its states. */

async function partager(page: Page, server: ApiServer): Promise<Locator> {
  await page.getByRole('textbox', { name: 'Adresse du serveur' }).fill(server.origin);
  await page.getByLabel('Jeton d’API').fill(server.token());
  await page.getByRole('button', { name: 'Se connecter' }).click();
  const cells = page.getByRole('grid').getByRole('gridcell');
  await cells.first().click();
  await cells.nth(2).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Partager', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Partager 3 images', exact: true });
  await dialog.getByRole('radio', { name: 'Page d’accueil' }).check();
  await expect(dialog.getByRole('status')).toContainText('3 images, vers Page d’accueil');
  await dialog.getByRole('button', { name: 'Créer le partage' }).click();
  return dialog;
}

const states: [state: string, faults: Fault[], fence: number, words: string[]][] = [
  ['shared', [], 1, ['3 images partagées', 'Partagée', 'Enregistrer le reçu', 'Copier les liens']],
  [
    'failed',
    [{ on: sending, kind: 'status', status: 401, headers: { 'X-message': 'Access denied' } }],
    1,
    ['0 image partagée, 3 échecs', 'Échec', 'Réessayer les échecs'],
  ],
  [
    'waiting for the server',
    [{ on: sending, kind: 'status', status: 429, headers: { 'Retry-After': '3600' } }],
    1,
    ['En attente du serveur. Prochain essai à', 'En attente', 'Essayer maintenant', 'Annuler'],
  ],
  [
    'not certain yet',
    [{ on: sending, kind: 'reset' }],
    3600,
    ['Vérification : le serveur n’a pas donné de réponse certaine.', 'Pas encore certain', '0 sur 3'],
  ],
  [
    'needing the user',
    [
      { on: listing, kind: 'capped', rows: 100 },
      { on: sending, kind: 'reset', times: 1 },
    ],
    1,
    ['0 image partagée, 3 à décider', 'À décider', 'Renvoyer', 'Elles s’y trouvent'],
  ],
];
for (const [state, faults, fence, words] of states) {
  test(`in French, ${state}`, async ({ start, serve }) => {
    const server = await serve({ images: 200 });
    const others = server.world.albums[0]!.images.slice(20, 150).map(({ id }) => id);
    if (state === 'needing the user') server.world.share(homepage(server).id, others, null);
    for (const fault of faults) server.setFault(fault);
    const { page } = await start(['--lang=fr', `--share-fence-seconds=${fence}`]);
    const dialog = await partager(page, server);
    for (const text of words) await expect(dialog).toContainText(text);
    // What is not translated would be read in English.
    await expect(dialog).not.toContainText(/\b(?:the server|this sharing|images? shared|waiting for)\b/i);
  });
}

test('in French, already shared', async ({ start, serve }) => {
  const server = await serve();
  alreadyShared(server, 2);
  const { page } = await start(['--lang=fr']);
  const dialog = await partager(page, server);
  await expect(dialog).toContainText('3 images partagées');
  await expect(dialog).toContainText('dont 2 étaient déjà partagées');
  await dialog.getByRole('button', { name: 'Terminé' }).click();
  await expect(page.getByRole('region', { name: 'Tâches' })).toContainText('3 images partagées');
});
