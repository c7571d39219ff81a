/** How long what remains will take, from how long what was done took; pauses don't count. */
export class TimeLeft {
  #bytes = 0;
  #since: number | undefined;
  #elapsedMs = 0;

  start(now = performance.now()): void {
    this.#since ??= now;
  }

  /** The work stands still. */
  pause(now = performance.now()): void {
    if (this.#since !== undefined) this.#elapsedMs += now - this.#since;
    this.#since = undefined;
  }

  /** A photo whose file has so many bytes was restored. */
  add(bytes: number): void {
    this.#bytes += bytes;
  }

  /**
   * Seconds for photos whose files have so many bytes together: within one set, bytes tell megapixels well enough, and
   * need no photo to be opened. Undefined before the first is done.
   */
  seconds(remainingBytes: number, now = performance.now()): number | undefined {
    if (this.#bytes === 0) return undefined;
    const elapsed = this.#elapsedMs + (this.#since === undefined ? 0 : now - this.#since);
    return ((elapsed / this.#bytes) * remainingBytes) / 1000;
  }
}
