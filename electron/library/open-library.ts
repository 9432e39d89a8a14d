import type { AlbumState } from '#shared/models/album.ts';
import type { AnswerKind, Answers } from '../api/answers.ts';
import { openThread } from '../thread/open-thread.ts';
import type { Body } from '../thread/rpc-body.ts';
import type { CallOptions } from '../thread/rpc.ts';
import { historyBy } from './library-history.ts';
import type { Library } from './library.ts';

/**
 * Where the library is: its database file and that of its history, in folders that exist, and the absolute path of
 * `worker.ts` as built.
 */
interface LibraryFiles {
  file: string;
  historyFile: string;
  workerFile: string;
  /** Told of what went wrong in the thread and no call hears of. */
  onTrouble?: (cause: Error) => void;
}

type LibraryCall = Exclude<keyof Library, 'history'>;

/** Records live for a moment. A larger nursery is no faster, and swells the memory while they stream by; a smaller one lets what is under way grow old. */
const resourceLimits = { maxYoungGenerationSizeMb: 32 };

/**
 * Opens the library in a thread of its own (`openThread`). Where the file cannot be used (`openDatabase`) every call
 * fails with `storage-failed` and the reason.
 */
export function openLibrary({ file, historyFile, workerFile, onTrouble }: LibraryFiles): Library {
  const thread = openThread({
    name: 'library',
    workerFile,
    opening: [file, historyFile],
    resourceLimits,
    onTrouble,
  });
  const call = async <M extends LibraryCall>(
    method: M,
    args: unknown[],
    body: Body | null = null,
    options: CallOptions = {},
  ): Promise<Awaited<ReturnType<Library[M]>>> =>
    (await thread.call(method, args, body, options)) as Awaited<ReturnType<Library[M]>>;

  return {
    history: historyBy((method, args) => thread.call(`history.${method}`, args)),
    wasHistoryLost: () => call('wasHistoryLost', []),
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
    marks: (...args) => call('marks', args, null, { transfer: [args[2].buffer, args[3].buffer] }),
    pictureAddresses: (...args) => call('pictureAddresses', args),
    health: (...args) => call('health', args),
    healthIds: (...args) => call('healthIds', args),
    readAnswer: async <K extends AnswerKind>(kind: K, bytes: Uint8Array<ArrayBuffer>) => {
      // A part of a larger buffer is copied: the rest may be in use.
      const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
      return (await call('readAnswer', [kind, whole], null, { transfer: [whole.buffer] })) as Answers[K];
    },
    keepOnly: (...args) => call('keepOnly', args),
    close: () => thread.close(),
  };
}
