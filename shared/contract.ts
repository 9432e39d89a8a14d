import { appError } from './errors.ts';
import { albumId, albumState, albumSummary } from './models/album.ts';
import { imageFacts, imageId, likeness } from './models/image.ts';
import { pictureUsage } from './models/pictures.ts';
import { preferences } from './models/preferences.ts';
import { albumHealth } from './models/health.ts';
import { meter } from './models/meter.ts';
import { albumQueue, mostQueued, queuedAlbum } from './models/queue.ts';
import { pasted, resync, resyncHistory, resyncRow } from './models/resync.ts';
import { accountColor, accountSummary, sessionState } from './models/session.ts';
import {
  shareItems,
  shareJob,
  shareJobs,
  shareRequest,
  sharing,
  sharingId,
  sharingLook,
} from './models/sharing.ts';
import { tokenFacts } from './models/token.ts';
import { mostWatched, watch } from './models/watch.ts';
import { z } from './zod.ts';

const nothing = z.null();
/** A token names every album it is good for, so that it can be long. */
const pastedToken = z.string().max(1_000_000);
const inAlbum = z.object({ albumId });
const imagesOfAlbum = z.object({ albumId, imageIds: z.array(imageId).max(100_000) });
const jobOnly = z.object({ jobId: z.uuid() });
const resyncOnly = z.object({ resyncId: z.uuid() });
const accountOnly = z.object({ accountId: z.string().max(40) });

/**
 * Every call the page can make, with what it takes and gives; both sides check both at run time. No output has room
 * for a token. Bytes do not travel here: pictures and columns are answers of the page's own origin (`addresses.ts`).
 */
export const contract = {
  'session.get': { input: nothing, output: sessionState },
  /** The server's address and a token, as typed. Fails with what is wrong; nothing is stored then. */
  'session.signIn': {
    input: z.object({ server: z.string().max(2_000), token: pastedToken }),
    output: sessionState,
  },
  'session.tryDemo': { input: nothing, output: sessionState },
  /** A new token for the account that is there; another user's token fails with `other-user`. */
  'session.renew': { input: z.object({ token: pastedToken }), output: sessionState },
  /** Forgets the open account and all that is kept of it; another one that is kept is open then. */
  'session.signOut': { input: nothing, output: sessionState },
  /** Reads a token, or with null the open account's, without asking anybody. Never fails: what is wrong is in the answer. */
  'session.inspectToken': { input: z.object({ token: pastedToken.nullable() }), output: tokenFacts },

  /** All accounts that are kept, in the order in which they were added. */
  'accounts.list': { input: nothing, output: z.array(accountSummary) },
  'accounts.open': { input: accountOnly, output: sessionState },
  /** What the user calls it, and its colour. */
  'accounts.describe': {
    input: accountOnly.extend({ label: z.string().max(60).nullable(), color: accountColor }),
    output: z.array(accountSummary),
  },

  'albums.list': { input: nothing, output: z.array(albumSummary) },
  /** Shows what the library holds at once, and asks the server where this session has not asked it yet. */
  'albums.open': { input: inAlbum, output: albumState },
  /** Counted from what the library holds. */
  'albums.health': { input: inAlbum, output: albumHealth },

  /** Everything known of one image, for the viewer. */
  'images.details': { input: z.object({ albumId, imageId }), output: imageFacts },
  /** Asks for what only `image_syncs` knows (tags, uploader) of images that lack it; answers the album's new state. */
  'images.complete': { input: imagesOfAlbum, output: albumState },

  /** Keeps what the page made of pictures it has shown, so that it need not be made again. */
  'images.keepLikenesses': {
    input: z.object({ albumId, likenesses: z.array(likeness).max(500) }),
    output: nothing,
  },

  /**
   * Begins a resync of the whole album (`imageIds` null) or of these images and answers at once; how it goes on is told
   * by `resync.changed`.
   */
  'resyncs.start': {
    input: pasted.extend({ albumId, imageIds: z.array(imageId).max(100_000).nullable() }),
    output: resync,
  },
  /** Newest first; of one album, or with null of all. */
  'resyncs.list': {
    input: z.object({ albumId: albumId.nullable(), from: z.int().min(0), count: z.int().min(1).max(100) }),
    output: resyncHistory,
  },
  /** Those that go on, oldest first. */
  'resyncs.unfinished': { input: nothing, output: z.array(resync) },
  'resyncs.get': { input: resyncOnly, output: resync.extend({ pasted }) },
  /** Rows by their keys (`report-index.ts`), in the order asked; one that is not there any more is left out. */
  'resyncs.rows': {
    input: resyncOnly.extend({ keys: z.array(z.int().min(0)).max(500) }),
    output: z.array(resyncRow),
  },
  /** What had come stays. */
  'resyncs.cancel': { input: resyncOnly, output: resync },
  /** Asks again for what failed and what was not asked yet, and for nothing else; into the same report. */
  'resyncs.retry': { input: resyncOnly, output: resync },
  /** What changed between two moments of one album (`isMoment`), oldest first; asks nothing of the server. */
  'resyncs.compare': { input: z.object({ from: z.uuid(), to: z.uuid() }), output: resync },
  /** Removes one from the history, or with null all that have ended. */
  'resyncs.remove': { input: z.object({ resyncId: z.uuid().nullable() }), output: nothing },

  /** The queue of albums; null where there is none. */
  'queue.get': { input: nothing, output: albumQueue.nullable() },
  /** Takes the place of one that has ended; fails with `queue-is-busy` where one has not. */
  'queue.start': {
    input: z.object({ albumIds: z.array(albumId).min(1).max(mostQueued) }),
    output: albumQueue,
  },
  'queue.pause': { input: nothing, output: albumQueue },
  'queue.resume': { input: nothing, output: albumQueue },
  /** Asks again for the albums that failed. */
  'queue.retryFailed': { input: nothing, output: albumQueue },
  /** Ends it; what is queued is not asked. */
  'queue.stop': { input: nothing, output: albumQueue },
  /** Its albums: the failed first, then the one under way, then the changed, then as they were given. */
  'queue.albums': {
    input: z.object({ from: z.int().min(0), count: z.int().min(1).max(500) }),
    output: z.array(queuedAlbum),
  },

  /** Waits for these images until they are processed: asks with growing pauses. */
  'watches.start': {
    input: z.object({ albumId, imageIds: z.array(imageId).min(1).max(mostWatched) }),
    output: z.array(watch),
  },
  /** Those that have ended too, newest first, at most 50. */
  'watches.list': { input: nothing, output: z.array(watch) },
  /** Ends it, or takes one that has ended off the list. */
  'watches.remove': { input: z.object({ watchId: z.uuid() }), output: z.array(watch) },
  /** Asks for all of them now. */
  'watches.askNow': { input: nothing, output: z.array(watch) },

  /** Calls and pictures of the days kept, of all accounts. */
  'meter.get': { input: nothing, output: meter },

  'sharings.list': { input: inAlbum, output: z.array(sharing) },
  /** Asks the server what the sharing holds, where that is not known since a moment ago; never fails for the server's sake. */
  'sharings.look': { input: z.object({ albumId, sharingId }), output: sharingLook },
  /** Writes the job down and begins it; nothing is sent where it could not be written. */
  'shares.create': { input: shareRequest, output: shareJob },
  'shares.list': { input: nothing, output: shareJobs },
  /** What befell the journal was read by the user. */
  'shares.dismissMishap': { input: nothing, output: nothing },
  'shares.items': {
    input: z.object({ jobId: z.uuid(), from: z.int().min(0), count: z.int().min(1).max(500) }),
    output: shareItems,
  },
  /** Sends again what failed or was cancelled; the sharing is read first. */
  'shares.retry': { input: jobOnly, output: shareJob },
  /** Gives up what is not sent yet. */
  'shares.cancel': { input: jobOnly, output: shareJob },
  /** What the user decides of images that `needs-user`: they are to be sent again, or are in the sharing. */
  'shares.decide': {
    input: z.object({ jobId: z.uuid(), choice: z.enum(['send', 'shared']) }),
    output: shareJob,
  },
  /** The network may be there again: what waits for the server is tried now. */
  'shares.tryNow': { input: nothing, output: nothing },
  /** Opens a shared image's link in the browser. The page names the image, never an address. */
  'shares.openLink': { input: z.object({ jobId: z.uuid(), imageId }), output: nothing },
  'shares.copyLinks': { input: z.object({ jobId: z.uuid(), imageId: imageId.nullable() }), output: nothing },

  /** What of pictures is kept on this computer, and whether the disk refuses to keep more. */
  'pictures.usage': { input: nothing, output: pictureUsage },
  /** Deletes the kept pictures; those on screen stay. */
  'pictures.clear': { input: nothing, output: pictureUsage },

  'clipboard.copy': { input: z.object({ text: z.string().max(8_000_000) }), output: nothing },
  'preferences.get': { input: nothing, output: preferences },
  'preferences.set': { input: preferences.partial(), output: preferences },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Contract = typeof contract;
export type Channel = keyof Contract;
export type Input<C extends Channel> = z.input<Contract[C]['input']>;
export type Output<C extends Channel> = z.output<Contract[C]['output']>;

/** What the main process tells the page of its own accord; each a hint to look again, small and repeatable. */
export const events = {
  'session.changed': sessionState,
  'albums.changed': z.array(albumSummary),
  'album.changed': albumState,
  'share.changed': shareJob,
  'preferences.changed': preferences,
  /** A resync began, went on or ended; at most some ten a second each. */
  'resync.changed': resync,
  'queue.changed': albumQueue.nullable(),
  'watches.changed': z.array(watch),
  'accounts.changed': z.array(accountSummary),
  /** At most one a second. */
  'meter.changed': meter,
  /** A command of the menu that the page carries out. */
  'menu.command': z.enum(['find', 'select-all', 'share', 'resync-album', 'sign-out']),
  /** An account was chosen in the menu: its id. */
  'menu.account': z.string(),
} as const satisfies Record<string, z.ZodType>;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventData<E extends EventName> = z.output<Events[E]>;

/** How an answer crosses the border: errors travel as data, since Electron strips thrown errors of all but words. */
export const result = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: appError }),
]);
export type Result = z.infer<typeof result>;

/** What the preload puts on `window.companion`: two functions, nothing else. */
export interface Companion {
  /** Calls a channel; resolves with a `Result` that the page must parse, never rejects. */
  invoke(channel: string, input: unknown): Promise<unknown>;
  /** Listens to an event; gives the function that stops it. */
  on(event: string, listener: (data: unknown) => void): () => void;
}
