/*
 * The two names under which everything crosses Electron's IPC. The preload knows these and nothing of what they carry;
 * which channels exist is the contract's business, and the main process refuses all others with a code.
 */

/** Carries `(channel, input)`, answered with a `Result`. */
export const invokeWire = 'companion:invoke';
/** Carries `(event, data)` to the page. */
export const eventWire = 'companion:event';
