import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { mutateBytes } from './bytes';
import type { Dice } from './dice';

interface Chunk {
  readonly type: string;
  readonly body: Uint8Array;
}

const SIGNATURE = 8;

/** A PNG whose chunks have correct checksums, since a decoder stops at the first wrong one. */
export function withSums(png: Uint8Array): Uint8Array {
  const bytes = Buffer.from(png);
  for (let at = SIGNATURE; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length) break;
    bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, end)), end);
    at = end + 4;
  }
  return bytes;
}

/** A PNG with one chunk changed, left out, doubled or moved; samples are changed as they are before compression. */
export function mutateChunks(dice: Dice, png: Uint8Array, other: Uint8Array): Uint8Array {
  const chunks = chunksOf(png);
  const at = dice.below(chunks.length);
  const chunk = chunks[at];
  switch (dice.below(6)) {
    case 0:
      chunks.splice(at, 1);
      break;
    case 1:
      chunks.splice(dice.below(chunks.length), 0, chunk);
      break;
    case 2:
      chunks.splice(dice.below(chunks.length), 0, ...chunks.splice(at, 1));
      break;
    default:
      chunks[at] = { ...chunk, body: changed(dice, chunk, other) };
  }
  return Buffer.concat([png.subarray(0, SIGNATURE), ...chunks.map(bytesOf)]);
}

function changed(dice: Dice, { type, body }: Chunk, other: Uint8Array): Uint8Array {
  if (type !== 'IDAT') return mutateBytes(dice, body, other);
  try {
    return deflateSync(mutateBytes(dice, inflateSync(body), other));
  } catch {
    // One of several parts.
    return mutateBytes(dice, body, other);
  }
}

function chunksOf(png: Uint8Array): Chunk[] {
  const bytes = Buffer.from(png);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    chunks.push({ type, body: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function bytesOf({ type, body }: Chunk): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
}
