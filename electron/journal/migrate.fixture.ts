import { openSound } from './database.ts';
import { layoutForTests } from './layout-for-tests.ts';

/* `node migrate.fixture.ts FILE`: brings a file of version 1 up to date, in steps that take their time. */

process.stdout.write('begins\n');
openSound(process.argv[2] ?? '', layoutForTests(3))?.close();
process.stdout.write('ends\n');
