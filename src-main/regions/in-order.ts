import { readFile, rm, writeFile } from 'node:fs/promises';
import { centreOf, type Point, type Rectangle } from '../contract/geometry';

/**
 * Writes answers that are computed in any order so that the picture is the same as if they were computed in order. Where
 * parts overlap, the later one fades into what the earlier one wrote, so an answer waits in a file until all earlier
 * parts that it overlaps are written.
 */
export class InOrder {
  readonly #parts: readonly Rectangle[];
  readonly #write: (index: number, answer: Float32Array) => Promise<void>;
  readonly #fileOf: (index: number) => string;
  readonly #written = new Set<number>();
  readonly #waiting = new Set<number>();

  /**
   * @param parts what each answer writes, in pixels of the restored picture and in the order of writing
   * @param write writes the answer of a part
   * @param fileOf path of the file in which an answer waits
   */
  constructor(
    parts: readonly Rectangle[],
    write: (index: number, answer: Float32Array) => Promise<void>,
    fileOf: (index: number) => string,
  ) {
    this.#parts = parts;
    this.#write = write;
    this.#fileOf = fileOf;
  }

  /** Takes the answer of a part, and writes what can be written now. The answer isn't used afterwards. */
  async take(index: number, answer: Float32Array): Promise<void> {
    if (this.#mustWait(index)) {
      try {
        await writeFile(this.#fileOf(index), answer);
      } catch (error) {
        // On a full disk a part of it was written.
        await rm(this.#fileOf(index), { force: true });
        throw error;
      }
      this.#waiting.add(index);
      return;
    }
    await this.#write(index, answer);
    this.#written.add(index);
    for (const next of [...this.#waiting].sort((a, b) => a - b)) {
      if (this.#mustWait(next)) continue;
      await this.#write(next, await this.#kept(next));
      this.#written.add(next);
      await this.#forget(next);
    }
  }

  /** Removes the files of answers that still wait. */
  async close(): Promise<void> {
    for (const index of this.#waiting) await this.#forget(index);
  }

  #mustWait(index: number): boolean {
    const part = this.#parts[index];
    return this.#parts
      .slice(0, index)
      .some((earlier, place) => !this.#written.has(place) && overlap(earlier, part));
  }

  async #kept(index: number): Promise<Float32Array> {
    const { buffer, byteOffset, length } = await readFile(this.#fileOf(index));
    return new Float32Array(buffer.slice(byteOffset, byteOffset + length));
  }

  async #forget(index: number): Promise<void> {
    this.#waiting.delete(index);
    await rm(this.#fileOf(index), { force: true });
  }
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Removes and returns the item whose rectangle is nearest to a point; the first one without a point. */
export function takeNearest<T>(
  items: T[],
  rectangleOf: (item: T) => Rectangle,
  point: Point | undefined,
): T | undefined {
  if (!point) return items.shift();
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, item] of items.entries()) {
    const distance = distanceTo(rectangleOf(item), point);
    if (distance < least) [least, nearest] = [distance, i];
  }
  return items.splice(nearest, 1)[0];
}

/** The square of the distance from a point to a rectangle's centre, in units of its sides. */
function distanceTo(rectangle: Rectangle, point: Point): number {
  const centre = centreOf(rectangle);
  return ((centre.x - point.x) / rectangle.width) ** 2 + ((centre.y - point.y) / rectangle.height) ** 2;
}
