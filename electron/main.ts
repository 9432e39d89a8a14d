import {
  app,
  clipboard,
  ipcMain,
  powerMonitor,
  protocol,
  safeStorage,
  session as electronSession,
  shell,
  type IpcMainInvokeEvent,
} from 'electron';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Preferences } from '#shared/models/preferences.ts';
import { invokeWire } from '#shared/wire.ts';
import { createAccountRooms } from './account-rooms.ts';
import { serverDate } from './api/server-date.ts';
import { commandWords } from './command/command-words.ts';
import { runCommand } from './command/run-command.ts';
import { createDemo } from './demo/demo-transport.ts';
import { createCalls } from './ipc/calls.ts';
import { createHandler } from './ipc/handle.ts';
import { tellJobEnd, tellWatchEnd } from './end-notice.ts';
import { bootId, mono } from './journal/boot.ts';
import { openJournal } from './journal/open-journal.ts';
import { createResyncRoute } from './history/resync-route.ts';
import { createColumnsRoute } from './library/columns-route.ts';
import { createHealthRoute } from './library/health-route.ts';
import { openLibrary } from './library/open-library.ts';
import { openLog } from './log.ts';
import { setMenu } from './menu.ts';
import { openMeter } from './meter/meter.ts';
import { createRecentCalls } from './meter/recent-calls.ts';
import { createFormerPictures } from './pictures/former-picture.ts';
import { createPictureCache } from './pictures/picture-cache.ts';
import { createPictureRoute } from './pictures/picture-route.ts';
import { pictureAddressFilter } from './pictures/public-address.ts';
import { openPreferences } from './preferences.ts';
import { allowOnlyOwnDownloads } from './security/downloads.ts';
import { openExternally } from './security/external-links.ts';
import { pageScheme } from './security/page-origin.ts';
import { servePage } from './security/page-files.ts';
import { denyPermissions } from './security/permissions.ts';
import { createRateLimit } from './security/rate-limit.ts';
import { isTrustedSender } from './security/sender.ts';
import { createAccountStore } from './session/account-store.ts';
import { startRenewal } from './session/renewal.ts';
import { createSession } from './session/session.ts';
import { createVault } from './session/vault.ts';
import { createMarksRoute } from './sharing/marks-route.ts';
import { createReceiptRoute } from './sharing/receipt-route.ts';
import { holdFolder } from './storage/folder-lock.ts';
import { makeFolder } from './storage/make-folder.ts';
import { createKnownSharings } from './support/known-sharings.ts';
import { createSupportRoute } from './support/support-route.ts';
import { createNodeTransport } from './transport/node-transport.ts';
import { trustSystemCertificates } from './transport/system-certificates.ts';
import type { Transport } from './transport/transport.ts';
import { createWindow, focusWindow, isOurWindow, tellPages } from './window.ts';

/*
 * The composition root: what there is and who knows whom. Reads from top to bottom as a list; what each thing does
 * stands in its room.
 */

const flag = (name: string): string | null =>
  app.commandLine.hasSwitch(name) ? app.commandLine.getSwitchValue(name) : null;
const built = (file: string): string => join(import.meta.dirname, file);

/** How long quitting may take (faults row 52). */
const longestQuitMs = 10_000;

const dataFolder = flag('user-data-dir');
if (dataFolder !== null) app.setPath('userData', resolve(dataFolder));
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

// A packed app is not to be driven from outside (attacks A30); a second one hands over to the first (faults row 10).
const words = commandWords(process.argv, app.isPackaged);
const isDriven = app.isPackaged && flag('remote-debugging-port') !== null;
if (words !== null) {
  // It needs no display, and Chromium is not to look for one.
  app.commandLine.appendSwitch('ozone-platform', 'headless');
  app.disableHardwareAcceleration();
  void runCommand(words, built('system-certificates-worker.js')).then((status) => app.exit(status));
} else if (isDriven || !app.requestSingleInstanceLock()) app.exit(isDriven ? 1 : 0);
else
  app
    .whenReady()
    .then(start)
    .catch((thrown: unknown) => {
      console.error('SharinPix Companion cannot start:', thrown instanceof Error ? thrown.message : '');
      app.exit(1);
    });

async function start(): Promise<void> {
  const data = app.getPath('userData');
  makeFolder(data);
  const inData = (file: string): string => join(data, file);
  const log = openLog(inData('logs'));
  const letGo = holdFolder(data);
  if (letGo === null) log.error('start', new Error('a resync without a window uses this folder'));
  process.on('uncaughtException', (thrown) => log.error('uncaught', thrown));
  process.on('unhandledRejection', (thrown) => log.error('unhandled', thrown));

  const preferences = openPreferences(app.getLocale(), flag('lang'));
  const library = openLibrary({
    file: inData('library.sqlite'),
    historyFile: inData('history.sqlite'),
    workerFile: built('library-worker.js'),
    onTrouble: (cause) => log.error('library', cause),
  });
  const journal = openJournal({
    file: inData('journal.sqlite'),
    workerFile: built('journal-worker.js'),
    boot: bootId(),
    onTrouble: (cause) => log.error('journal', cause),
  });
  // For tests with a fast server; else the user's own setting.
  const forcedFence = Number(flag('share-fence-seconds') ?? NaN);
  const fenceMs = (): number => 1000 * (forcedFence > 0 ? forcedFence : preferences.get().shareFenceSeconds);
  const cache = createPictureCache({
    folder: inData('pictures'),
    cap: preferences.get().pictureCacheBytes,
    onTrouble: (cause) => log.error('picture-cache', cause),
  });
  const meter = await openMeter({
    file: inData('meter.json'),
    now: Date.now,
    onChange: (all) => tellPages('meter.changed', all),
    onTrouble: (cause) => log.error('meter', cause),
  });
  const recentCalls = createRecentCalls();
  const knownSharings = createKnownSharings();
  const demo = createDemo({ painterFile: built('painter-worker.js') });
  const system = {
    certificates: trustSystemCertificates(built('system-certificates-worker.js'), (cause) =>
      log.error('certificates', cause),
    ),
    proxyFor: (origin: URL) => electronSession.defaultSession.resolveProxy(origin.href),
  };
  const network = createNodeTransport(system);
  const apiTransport = (origin: string): Transport => (origin === demo.origin ? demo.transport : network);
  const rooms = createAccountRooms({
    session: () => session,
    library,
    journal,
    clock: {
      wall: Date.now,
      mono,
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
    },
    fenceMs,
    log,
    meter,
    dailyBudget: () => preferences.get().dailyBudget,
    files: { queues: inData('queues.json'), watches: inData('watches.json') },
    onCall: (call) => {
      const { method, route, status, ms, error } = call;
      // A server, or a proxy, may make it of the address that was asked for.
      const requestId = call.requestId !== null && knownSharings.isIn(call.requestId) ? null : call.requestId;
      log.info('api', { method, route, status, ms: Math.round(ms), requestId, error });
      recentCalls.add({ ...call, requestId });
      meter.counted(call.accountId).call(error !== null);
    },
    onSharing: (sharingId) => knownSharings.add(sharingId),
    apiTransport,
    imageTransport: (origin) =>
      origin === demo.origin
        ? demo.transport
        : createNodeTransport({
            ...system,
            allowAddress: pictureAddressFilter(origin),
            // A picture is waited for less long than an answer: others wait behind it.
            connectTimeoutMs: 10_000,
            headersTimeoutMs: 20_000,
            totalTimeoutMs: 120_000,
          }),
    openExternal: (link, origin) => openExternally(shell, link, origin),
    copy: (text) => clipboard.writeText(text),
    tell: tellPages,
    shareEnded: (job) => tellJobEnd(job, preferences.get().language),
    watchEnded: (watch) => tellWatchEnd(watch, preferences.get().language),
  });
  const storageTrouble = (cause: unknown): void => log.error('session-storage', cause);
  const session = createSession({
    verify: rooms.verify,
    vault: createVault(safeStorage, inData('token.json'), process.platform, storageTrouble),
    accountStore: createAccountStore(inData('account.json'), storageTrouble),
    clock: { wall: Date.now, monotonic: () => performance.now() },
    serverDate: (origin) => serverDate(apiTransport(origin), origin),
    demo,
    defaultServer: 'https://api.sharinpix.com',
    atRest: rooms.atRest,
    keepOnly: async (accountIds) => {
      const keepers = [library, cache, meter, rooms];
      await Promise.all(keepers.map((room) => room.keepOnly(accountIds)));
    },
    onStorageError: storageTrouble,
    onTokenRefused: (why) => log.info('x-token-refused', { why }),
  });
  session.onChange((state) => tellPages('session.changed', state));
  session.onChange(rooms.accountChanged);
  session.onAccountsChange((accounts) => tellPages('accounts.changed', accounts));
  const renewal = startRenewal(session, rooms.slide, (cause) => log.error('renewal', cause));
  powerMonitor.on('resume', () => {
    renewal.judge();
    if (rooms.accountId() !== null) rooms.sharing().tryNow();
  });

  const inMenu = ({ language }: Preferences): void =>
    setMenu({
      language,
      accounts: session.accounts(),
      command: (chosen) => tellPages('menu.command', chosen),
      account: (accountId) => tellPages('menu.account', accountId),
    });
  inMenu(preferences.get());
  session.onAccountsChange(() => inMenu(preferences.get()));
  preferences.onChange((changed) => {
    inMenu(changed);
    cache.setCap(changed.pictureCacheBytes);
    rooms.queue.wake();
    tellPages('preferences.changed', changed);
  });

  const { sync, sharing, resyncs, queue, watches } = rooms;
  const copy = (text: string): Promise<void> => clipboard.writeText(text);
  const calls = createCalls({
    session,
    sync,
    resyncs,
    queue,
    watches,
    library,
    sharing,
    pictures: cache,
    meter,
    preferences,
    copy,
  });
  const handle = createHandler(calls, {
    isTrusted: (event: IpcMainInvokeEvent) => isTrustedSender(event, isOurWindow),
    mayCall: createRateLimit(() => performance.now()),
    unexpected: (channel, thrown) => log.error(`call ${channel}`, thrown),
  });
  ipcMain.handle(invokeWire, handle);

  const pictures = createPictureRoute({
    library,
    cache,
    account: rooms.pictureAccount,
    renewRecords: async (accountId, albumId, imageIds) => {
      if (rooms.accountId() === accountId) await sync.renewRecords(albumId, imageIds);
    },
    now: () => performance.now(),
    onTrouble: (cause) => log.error('picture-records', cause),
    onPicture: (accountId, isKept) => meter.counted(accountId).picture(isKept),
  });
  const columns = createColumnsRoute(library, rooms.accountId);
  const sharingAccount = (): { id: string; server: string } | null => {
    const state = session.state();
    return state.status === 'signed-out' ? null : state.account;
  };
  const marks = createMarksRoute({ journal, library, account: sharingAccount });
  const receipts = createReceiptRoute({ journal, library, account: sharingAccount });
  const formerPictures = createFormerPictures({
    cache,
    account: rooms.pictureAccount,
    now: () => performance.now(),
    onPicture: (accountId, isKept) => meter.counted(accountId).picture(isKept),
  });
  const reports = createResyncRoute({
    history: library.history,
    account: sharingAccount,
    picture: formerPictures,
  });
  const health = createHealthRoute(library, rooms.accountId);
  const support = createSupportRoute({
    account: () => {
      const state = session.state();
      return state.status === 'signed-out' ? null : state.account;
    },
    accountIds: () => session.accounts().map(({ id }) => id),
    knownTokens: () => session.knownTokens(),
    knownSharings,
    versions: { app: app.getVersion(), ...process.versions },
    preferences: () => preferences.get(),
    calls: recentCalls,
    meter,
    history: library.history,
    queue,
    watches,
    journal,
    pictures: cache,
    folder: data,
    logs: inData('logs'),
    onTrouble: (part, cause) => log.error(`support ${part}`, cause),
  });
  const page = servePage(built('../renderer'));
  const routes = { pictures, columns, marks, receipts, resyncs: reports, health, support };
  const routeOf = (pathname: string): typeof page => {
    const [, first = ''] = pathname.split('/');
    return Object.hasOwn(routes, first) ? routes[first as keyof typeof routes] : page;
  };
  protocol.handle(pageScheme, async (request) => {
    const { pathname } = new URL(request.url);
    return routeOf(pathname)(request).catch((thrown: unknown) => {
      log.error('page', thrown);
      return new Response(null, { status: 503 });
    });
  });
  denyPermissions(electronSession.defaultSession);
  allowOnlyOwnDownloads(electronSession.defaultSession);

  await session.start();
  if (flag('demo') !== null && session.state().status === 'signed-out') {
    await session.tryDemo().catch((thrown: unknown) => log.error('demo', thrown));
  }
  const openWindow = (): void =>
    createWindow({
      visible: flag('headless') === null,
      pageGone: (reason) => log.error('page-gone', new Error(reason)),
    });
  openWindow();
  app.on('second-instance', focusWindow);
  app.on('activate', () => focusWindow() || openWindow());
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    renewal.stop();
    // What has come whole is put away first, but nobody waits for long: a process that hangs is ended by the user.
    const stopped = rooms.stop().finally(() => Promise.all([journal.close(), library.close()]));
    const putAway = Promise.allSettled([stopped, session.stored(), meter.stored(), demo.close()]);
    void Promise.race([putAway, after(longestQuitMs)]).then(() => {
      letGo?.();
      app.exit();
    });
  });
}
