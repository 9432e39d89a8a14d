const dotted = /[\w.-]{20,}/g;
const address = /(https?:\/\/[^/\s"']+)(?:\/[^\s"']*)?/g;
const uuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;

/**
 * The log's last line of defence: takes out of a text whatever looks like a token, an address past its host, or an id
 * that could be a sharing's. What is logged on purpose holds none of them. Linear in the text's length: each pattern
 * takes the longest run first and decides afterwards (attacks A21).
 */
export function redact(text: string): string {
  return text
    .replace(address, '$1/[…]')
    .replace(dotted, (run) => (run.includes('eyJ') && run.includes('.') ? '[token]' : run))
    .replace(uuid, '[id]');
}
