/** The value of a JSON text; undefined, which is none, where it is broken. */
export function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value of JSON as bytes, UTF-8; undefined where it is broken. */
export const parseBytes = (bytes: Uint8Array): unknown =>
  parseText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
