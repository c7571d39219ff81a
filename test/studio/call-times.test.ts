import { describe, expect, it } from 'vitest';
import { createCallTimes } from '../../src-main/studio/call-times';

/** A job of `calls` calls of a thousand pixels, in equal portions. */
function job(totalCalls: number, portions = 1) {
  const times = createCallTimes();
  const perPortion = totalCalls / portions;
  const job = { totalPixels: 1000 * totalCalls, portionPixels: 1000 * perPortion };
  return {
    report: (calls: number, now: number, pauses = 0, portion = Math.floor(calls / perPortion)) =>
      times.report({ ...job, pixels: 1000 * calls, portion }, pauses, now),
    left: () => times.secondsLeft,
  };
}

describe('the time that is left', () => {
  it('is unknown until a call was timed, then the calls left take what one took', () => {
    const { report, left } = job(10);
    report(0, 0);
    expect(left()).toBeNull();
    report(1, 2000);
    expect(left(), 'before the first call it was prepared').toBeNull();
    report(2, 4000);
    expect(left()).toBe(16);
    report(10, 20_000);
    expect(left()).toBe(0);
  });

  it('ignores a pause', () => {
    const { report, left } = job(10);
    report(0, 0);
    report(1, 1000);
    report(2, 2000);
    report(3, 900_000, 1);
    expect(left()).toBe(7);
    report(4, 901_000, 1);
    expect(left()).toBe(6);
  });

  it('follows a machine that has become slower', () => {
    const { report, left } = job(100);
    for (let call = 0; call <= 30; call++) report(call, call * 1000);
    for (let call = 31; call <= 60; call++) report(call, 30_000 + (call - 30) * 3000);
    expect(left()).toBe(40 * 3);
  });

  it('includes the preparation of every remaining portion', () => {
    const { report, left } = job(40, 4);
    report(0, 0);
    // Twenty seconds of preparing, then ten calls of a second.
    for (let call = 1; call <= 2; call++) report(call, 20_000 + call * 1000);
    expect(left()).toBe(8 + 3 * 30);
    for (let call = 3; call <= 10; call++) report(call, 20_000 + call * 1000);
    expect(left()).toBe(3 * 30);
    report(11, 51_000);
    expect(left(), 'the second, too, is prepared').toBe(9 + 2 * 30);
  });

  it('is not underestimated if calls on small copies of the photo come first', () => {
    const times = createCallTimes();
    // Eight steps of a copy of 16,000 pixels, then four of the photo of 256,000, all at 10 microseconds a pixel.
    const report = (pixels: number, portion: number, portionPixels: number, now: number) =>
      times.report({ pixels, totalPixels: 1_152_000, portion, portionPixels }, 0, now);
    report(0, 0, 16_000, 0);
    for (let step = 1; step <= 8; step++) report(16_000 * step, step, 16_000, 160 * step);
    expect(times.secondsLeft).toBeCloseTo(10.24, 2);
    report(128_000, 8, 256_000, 1280);
    expect(times.secondsLeft).toBeCloseTo(10.24, 2);
    report(384_000, 9, 256_000, 1280 + 2560);
    expect(times.secondsLeft).toBeCloseTo(7.68, 2);
  });

  it('is known for portions of one call too, after the first', () => {
    const { report, left } = job(8, 8);
    report(0, 0);
    expect(left()).toBeNull();
    report(1, 5000);
    report(2, 10_000);
    expect(left()).toBe(30);
  });
});
