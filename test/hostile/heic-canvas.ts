import { readFile } from 'node:fs/promises';

/** The extent of the picture in test/fixtures/imaging/turned.heic, in pixels. */
const TILE = { width: 96, height: 64 };

/**
 * A HEIC that lays one small picture on a canvas of another size (at most 65,535 a side): any
 * number of pixels in a small file.
 */
export async function heicCanvas(width: number, height: number): Promise<Buffer> {
  const fixture = await readFile('test/fixtures/imaging/turned.heic');
  const hvcC = boxOf(fixture, 'hvcC');
  const tile = fixture.subarray(0x39e, 0x39e + 0x35f);
  const fill = [0x8000, 0x4000, 0x2000, 0xffff].map(u16);
  const canvas = Buffer.concat([Buffer.from([0, 1]), ...fill, u32(width), u32(height), u32(8), u32(8)]);
  const head = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'));
  const meta = (at: number) =>
    full('meta', 0, [
      full('hdlr', 0, [u32(0), Buffer.from('pict', 'latin1'), Buffer.alloc(13)]),
      full('pitm', 0, [u16(1)]),
      full('iinf', 0, [u16(2), item(1, 'iovl'), item(2, 'hvc1')]),
      full('iref', 0, [box('dimg', Buffer.concat([u16(1), u16(1), u16(2)]))]),
      box(
        'iprp',
        Buffer.concat([
          box('ipco', Buffer.concat([hvcC, extent(TILE.width, TILE.height), extent(width, height)])),
          full('ipma', 0, [u32(2), u16(1), Buffer.from([1, 3]), u16(2), Buffer.from([2, 0x81, 2])]),
        ]),
      ),
      full('iloc', 0, [
        Buffer.from([0x44, 0]),
        u16(2),
        ...[
          [1, at, canvas.length],
          [2, at + canvas.length, tile.length],
        ].flatMap(([id = 0, from = 0, length = 0]) => [u16(id), u16(0), u16(1), u32(from), u32(length)]),
      ]),
    ]);
  const before = head.length + meta(0).length + 8;
  return Buffer.concat([head, meta(before), box('mdat', Buffer.concat([canvas, tile]))]);
}

/** A box of the file as it is, head included. */
function boxOf(file: Buffer, name: string): Buffer {
  const at = file.indexOf(name, 0, 'latin1') - 4;
  return file.subarray(at, at + file.readUInt32BE(at));
}

const box = (name: string, body: Uint8Array) =>
  Buffer.concat([u32(body.length + 8), Buffer.from(name, 'latin1'), body]);
const full = (name: string, version: number, parts: readonly Uint8Array[]) =>
  box(name, Buffer.concat([Buffer.from([version, 0, 0, 0]), ...parts]));
const item = (id: number, kind: string) =>
  full('infe', 2, [u16(id), u16(0), Buffer.from(`${kind}\0`, 'latin1')]);
const extent = (width: number, height: number) => full('ispe', 0, [u32(width), u32(height)]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
