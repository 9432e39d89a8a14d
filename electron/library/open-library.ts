import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import type { AnswerKind, Answers } from '../api/answers.ts';
import type { Library } from './library.ts';
import { RpcCaller } from './rpc.ts';

/** Where the library is: its database file, in a folder that exists, and the absolute path of `worker.ts` as built. */
interface LibraryFiles {
  file: string;
  workerFile: string;
}

/**
 * Opens the library in a thread of its own. Should the thread end by itself, the calls under way fail with
 * `storage-failed`, and the next call starts it anew. Where the file cannot be used (`openDatabase`) every call fails with
 * `storage-failed` and the reason, so that the page can say it.
 */
export function openLibrary(files: LibraryFiles): Library {
  let thread: Promise<LibraryThread> | null = null;
  let closing: Promise<void> | null = null;

  const running = async (): Promise<LibraryThread> => {
    if (closing !== null) throw new AppError({ code: 'storage-failed', detail: 'other' });
    const starting = (thread ??= startThread(files, () => {
      if (thread === starting) thread = null;
    }));
    return starting;
  };
  const call = async <M extends keyof Library>(
    method: M,
    args: unknown[],
    body: AsyncIterable<Uint8Array> | null = null,
    options: Parameters<RpcCaller['call']>[3] = {},
  ): Promise<Awaited<ReturnType<Library[M]>>> => {
    const { rpc } = await running();
    return (await rpc.call(method, args, body, options)) as Awaited<ReturnType<Library[M]>>;
  };

  const closeThread = async (): Promise<void> => {
    const open = await thread;
    await open?.rpc.call('close', [], null);
    await open?.worker.terminate();
  };

  return {
    storeList: ({ body, told, ...list }) =>
      // Both sides are of one build: it tells what the types say.
      call('storeList', [list], body, { told: (state) => told?.(state as AlbumState) }),
    mergeImages: ({ body, ...part }) => call('mergeImages', [part], body),
    watch: (...args) => call('watch', args),
    albums: (...args) => call('albums', args),
    albumState: (...args) => call('albumState', args),
    listSource: (...args) => call('listSource', args),
    columns: (...args) => call('columns', args),
    keepLikenesses: (...args) => call('keepLikenesses', args),
    details: (...args) => call('details', args),
    incomplete: (...args) => call('incomplete', args),
    names: (...args) => call('names', args),
    pictureAddresses: (...args) => call('pictureAddresses', args),
    readAnswer: async <K extends AnswerKind>(kind: K, bytes: Uint8Array<ArrayBuffer>) => {
      // A part of a larger buffer is copied: the rest may be in use.
      const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
      return (await call('readAnswer', [kind, whole], null, { transfer: [whole.buffer] })) as Answers[K];
    },
    keepOnly: (...args) => call('keepOnly', args),
    close: () => (closing ??= closeThread()),
  };
}

interface LibraryThread {
  worker: Worker;
  rpc: RpcCaller;
}

/** @param ended is told when the thread has ended, for whatever reason. */
async function startThread({ file, workerFile }: LibraryFiles, ended: () => void): Promise<LibraryThread> {
  // Nothing of how the main process was started is meant for this thread.
  // Records live for a moment. A larger nursery is no faster, and swells the memory while they stream by; a smaller one
  // lets what is under way grow old.
  const resourceLimits = { maxYoungGenerationSizeMb: 32 };
  const worker = new Worker(workerFile, { execArgv: [], name: 'library', resourceLimits });
  const rpc = new RpcCaller(worker);
  const onEnd = (): void => {
    ended();
    rpc.fail({ code: 'storage-failed', detail: 'other' });
  };
  worker.on('error', onEnd).on('exit', onEnd);
  try {
    await rpc.call('open', [file], null);
  } catch (thrown) {
    await worker.terminate();
    throw thrown;
  }
  return { worker, rpc };
}
