/** A file of ids larger than this is none, bytes. */
export const largestFile = 20_000_000;

/** What a file holds that someone wants to paste; `too-large`, or `no-text`: a spreadsheet's own format, a picture. */
export type FileText = { text: string } | { problem: 'too-large' | 'no-text' };

/** Reads a file as text: UTF-8, UTF-16 as spreadsheets write it, else as Windows in western Europe does. */
export async function readFileText(file: Blob): Promise<FileText> {
  if (file.size > largestFile) return { problem: 'too-large' };
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  return text.includes('\0') ? { problem: 'no-text' } : { text };
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
