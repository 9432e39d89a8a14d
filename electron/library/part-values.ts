import { PartBuilder } from '#shared/columns/encode.ts';
import { columnNames, columnTypes, type ColumnValues, type NameOf } from '#shared/columns/layout.ts';
import type { Part } from '#shared/columns/read.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** UTF-8 of one text of a part. */
export function textBytesAt(part: Part, name: NameOf<'text'>, index: number): Uint8Array {
  const { bytes, ends } = part.texts(name);
  return bytes.subarray(ends[index], ends[index + 1]);
}

export const textAt = (part: Part, name: NameOf<'text'>, index: number): string =>
  utf8.decode(textBytesAt(part, name, index));

export const numberAt = (part: Part, name: NameOf<'int' | 'number'>, index: number): number =>
  part.numbers(name)[index] ?? Number.NaN;

/** The same part with other values of some images, by their index. */
export function changedPart(part: Part, changed: ReadonlyMap<number, ColumnValues>): Uint8Array<ArrayBuffer> {
  const builder = new PartBuilder();
  for (let i = 0; i < part.count; i += 1) {
    const values = changed.get(i);
    if (values === undefined) builder.pushFrom(part, i);
    else builder.push(values);
  }
  return builder.encode();
}

/** One image of a part as it was pushed, to be pushed into another. */
export function valuesAt(part: Part, index: number): ColumnValues {
  return Object.fromEntries(
    columnNames.map((name) => [
      name,
      columnTypes[name] === 'text'
        ? textAt(part, name as NameOf<'text'>, index)
        : numberAt(part, name as NameOf<'int' | 'number'>, index),
    ]),
  ) as ColumnValues;
}
