/** True for a URL's host name that is this machine by definition; a name that merely resolves to it is not. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

/** True where the server's origin is loopback: the demo server of a test, or a developer's own. */
export function isLoopbackOrigin(origin: string): boolean {
  return isLoopbackHost(URL.parse(origin)?.hostname ?? '');
}
