import { parseArgs } from 'node:util';
import { demoPlans } from '../../electron/demo/album-content.ts';
import { startApiServer } from './server.ts';

/* `npm run api-server`: the API on a loopback port, to sign in to by hand. Ends with Ctrl+C. */

const usage = `Usage: npm run api-server -- [options]
  --images=N   images in all (1000)
  --albums=N   albums they are spread over (3)
  --seed=N     other images (1)
  --port=N     port on 127.0.0.1; 0 takes any that is free (0)
  --gzip       pack answers
  --demo       the demo's own albums in place of generated ones
  --help       this text
Prints the server's address and a token to sign in with.`;

const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '1000' },
    albums: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    port: { type: 'string', default: '0' },
    gzip: { type: 'boolean', default: false },
    demo: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const count = (name: 'images' | 'albums' | 'seed' | 'port', least: number): number => {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`--${name} wants a whole number of ${least} or more`);
};

if (values.help) console.log(usage);
else {
  const server = await startApiServer({
    images: count('images', 0),
    albums: count('albums', 1),
    seed: count('seed', 0),
    port: count('port', 0),
    gzip: values.gzip,
    ...(values.demo ? { plans: demoPlans } : {}),
  });
  console.log(server.origin);
  console.log(server.token());
}
