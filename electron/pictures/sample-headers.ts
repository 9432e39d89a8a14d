/*
 * Pictures for tests: just the header that names type and size. No pixel follows, since nothing here decodes any.
 */

const u16 = (value: number): Buffer => Buffer.from([value >>> 8, value & 255]);
const u16le = (value: number): Buffer => Buffer.from([value & 255, value >>> 8]);
const u24le = (value: number): Buffer => Buffer.from([value & 255, (value >>> 8) & 255, value >>> 16]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const join = (...parts: Buffer[]): Buffer<ArrayBuffer> => Buffer.concat(parts);

export const png = (width: number, height: number): Buffer<ArrayBuffer> =>
  join(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), u32(width), u32(height), u32(0x08060000));

/** With an application segment before the frame, in which a frame header of 1 x 1 stands, as a thumbnail's would. */
export const jpeg = (width: number, height: number): Buffer<ArrayBuffer> => {
  const frame = (w: number, h: number): Buffer =>
    join(Buffer.from('ffc0001108', 'hex'), u16(h), u16(w), Buffer.from('03012200', 'hex'));
  const thumbnail = frame(1, 1);
  return join(
    Buffer.from('ffd8ffe1', 'hex'),
    u16(thumbnail.length + 2),
    thumbnail,
    Buffer.from('ff', 'hex'),
    frame(width, height),
  );
};

/** `frame`: the size of the first frame, which may be larger than the screen. */
export const gif = (width: number, height: number, frame = { width, height }): Buffer<ArrayBuffer> =>
  join(
    ascii('GIF89a'),
    u16le(width),
    u16le(height),
    Buffer.from('800000', 'hex'),
    Buffer.alloc(6), // two colours
    Buffer.from('21f90400000000002c00000000', 'hex'),
    u16le(frame.width),
    u16le(frame.height),
    Buffer.from('00', 'hex'),
  );

export const webp = {
  extended: (width: number, height: number): Buffer<ArrayBuffer> =>
    join(ascii('RIFF....WEBPVP8X....'), Buffer.alloc(4), u24le(width - 1), u24le(height - 1)),
  lossless: (width: number, height: number): Buffer<ArrayBuffer> => {
    const packed = Buffer.alloc(4);
    packed.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0);
    return join(ascii('RIFF....WEBPVP8L....'), Buffer.from([0x2f]), packed, Buffer.alloc(8));
  },
  lossy: (width: number, height: number): Buffer<ArrayBuffer> =>
    join(ascii('RIFF....WEBPVP8 ....'), Buffer.from('0000009d012a', 'hex'), u16le(width), u16le(height)),
};

const box = (type: string, ...inner: Buffer[]): Buffer<ArrayBuffer> => {
  const content = join(...inner);
  return join(u32(content.length + 8), ascii(type), content);
};

/** As a picture made of tiles: the tiles' size, then the picture's own. */
export const avif = (width: number, height: number): Buffer<ArrayBuffer> => {
  const size = (w: number, h: number): Buffer => box('ispe', Buffer.alloc(4), u32(w), u32(h));
  return join(
    box('ftyp', ascii('mif1'), Buffer.alloc(4), ascii('mif1avif')),
    box('meta', Buffer.alloc(4), box('hdlr'), box('iprp', box('ipco', size(1, 1), size(width, height)))),
    box('mdat', Buffer.alloc(16)),
  );
};
