/** Estimates the time left from the time per byte so far; pauses don't count. */
export class TimeLeft {
  #bytes = 0;
  #since: number | undefined;
  #elapsedMs = 0;

  start(now = performance.now()): void {
    this.#since ??= now;
  }

  /** Stops the clock while the work waits. */
  pause(now = performance.now()): void {
    if (this.#since !== undefined) this.#elapsedMs += now - this.#since;
    this.#since = undefined;
  }

  /** Counts a restored photo with a file of `bytes`. */
  add(bytes: number): void {
    this.#bytes += bytes;
  }

  /**
   * Seconds for photos whose files have `remainingBytes` in total. Within one batch, bytes are a good enough measure of
   * megapixels, and no photo has to be opened. Undefined before the first photo is done.
   */
  seconds(remainingBytes: number, now = performance.now()): number | undefined {
    if (this.#bytes === 0) return undefined;
    const elapsed = this.#elapsedMs + (this.#since === undefined ? 0 : now - this.#since);
    return ((elapsed / this.#bytes) * remainingBytes) / 1000;
  }
}
