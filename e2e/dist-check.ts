/**
 * `npm run dist:check`: packs the built app as `electron-builder --linux --dir` does, with a stand-in for Electron's
 * binary, and checks what is in the archive: the built main process, preload and page, and nothing else; and that the
 * binary's fuses were set. What comes out does not run.
 */
import { listPackage } from '@electron/asar';
import { build, Platform } from 'electron-builder';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const electronVersion = '45.4.1';

/** Where a binary's fuses stand: this text, the version of the list, its length, then one digit a fuse. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 9;
/** As electron-builder.yml sets them, in the binary's order; `1` is on, as the stand-in has those that it leaves alone. */
const expectedFuses = '010011101';

async function pack(folder: string): Promise<string> {
  const standIn = join(folder, 'electron');
  await mkdir(join(standIn, 'resources'), { recursive: true });
  const fuses = Buffer.concat([
    Buffer.from(fuseSentinel),
    Buffer.from([1, fuseCount]),
    Buffer.from('1'.repeat(fuseCount)),
  ]);
  await writeFile(join(standIn, 'electron'), Buffer.concat([Buffer.from('a stand-in'), fuses]), {
    mode: 0o755,
  });
  await writeFile(join(standIn, 'version'), electronVersion);
  await build({
    targets: Platform.LINUX.createTarget('dir'),
    projectDir: root,
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'),
      electronDist: standIn,
      electronVersion,
      directories: { output: join(folder, 'out') },
    },
  });
  return join(folder, 'out', 'linux-unpacked');
}

/** Every file that was built, as the archive names it. */
async function builtFiles(): Promise<string[]> {
  const entries = await readdir(join(root, 'dist'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'));
}

const folder = await mkdtemp(join(tmpdir(), 'companion-dist-'));
try {
  const packed = await pack(folder);
  const archive = join(packed, 'resources', 'app.asar');
  const listed = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  const expected = [...(await builtFiles()), '/package.json'].sort();
  const files = listed.filter((path) => /\.[a-z\d]+$/i.test(path)).sort();
  const strange = files.filter((path) => !expected.includes(path));
  const missing = expected.filter((path) => !files.includes(path));
  const binary = await readFile(join(packed, 'sharinpix-companion'));
  const at = binary.indexOf(fuseSentinel) + fuseSentinel.length + 2;
  const fuses = binary.subarray(at, at + fuseCount).toString('latin1');
  console.log(`${files.length} files in the archive:\n${files.join('\n')}`);
  if (strange.length > 0) console.error(`Not meant to be packed: ${strange.join(', ')}`);
  if (missing.length > 0) console.error(`Missing: ${missing.join(', ')}`);
  if (fuses !== expectedFuses) console.error(`Fuses are ${fuses}, not ${expectedFuses}`);
  process.exitCode = strange.length + missing.length > 0 || fuses !== expectedFuses ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}
