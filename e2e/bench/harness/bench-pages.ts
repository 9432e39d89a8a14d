import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './page.ts';

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>body { margin: 0 }</style>${body}`;

/** Writes what the album servers have under `/bench/`: the pages that the floors are measured in. */
export async function writePages(folder: string): Promise<void> {
  const program = '<body><script type="module" src="react-virtual.js"></script>';
  await mkdir(folder);
  await writeFile(join(folder, 'empty.html'), page('Empty', '<body>'));
  await writeFile(join(folder, 'react-virtual.html'), page('react-virtual', program));
  await writeFile(join(folder, 'react-virtual.js'), await bundle('react-virtual-page.ts', 'page', 'es'));
}
