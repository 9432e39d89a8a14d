import { expect, test } from 'vitest';
import { BodySender } from './rpc-body.ts';

async function* breaksOffAfter(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece));
  throw new Error('broke off');
}

test('all that came before a body broke off is sent before its error', async () => {
  const sent: string[] = [];
  const sender = new BodySender((bytes) => sent.push(Buffer.from(bytes).toString()));
  await expect(sender.send(breaksOffAfter('a', 'b', 'c'))).rejects.toThrow('broke off');
  expect(sent.join('')).toBe('abc');
});

test('nothing more is sent once nobody reads on', async () => {
  const sent: string[] = [];
  const sender = new BodySender((bytes) => sent.push(Buffer.from(bytes).toString()));
  async function* stopsItself(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('a');
    yield await Promise.resolve(Buffer.from('b'));
    sender.stop();
  }
  await sender.send(stopsItself());
  expect(sent).toEqual(['a']);
});
