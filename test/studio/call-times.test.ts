import { describe, expect, it } from 'vitest';
import { createCallTimes } from '../../src-main/studio/call-times';

describe('the time that is left', () => {
  it('is unknown until two calls were timed, then the calls left times what one took', () => {
    const times = createCallTimes();
    times.report(0, 10, 0, 0);
    expect(times.secondsLeft).toBeNull();
    times.report(1, 10, 0, 2000);
    expect(times.secondsLeft).toBeNull();
    times.report(2, 10, 0, 4000);
    expect(times.secondsLeft).toBe(16);
    times.report(10, 10, 0, 20_000);
    expect(times.secondsLeft).toBe(0);
  });

  it('takes no notice of a pause', () => {
    const times = createCallTimes();
    times.report(0, 10, 0, 0);
    times.report(2, 10, 0, 2000);
    times.report(3, 10, 1, 900_000);
    expect(times.secondsLeft).toBe(7);
    times.report(4, 10, 1, 901_000);
    expect(times.secondsLeft).toBe(6);
  });

  it('follows a machine that has become slower', () => {
    const times = createCallTimes();
    for (let call = 0; call <= 30; call++) times.report(call, 100, 0, call * 1000);
    for (let call = 31; call <= 60; call++) times.report(call, 100, 0, 30_000 + (call - 30) * 3000);
    expect(times.secondsLeft).toBe(40 * 3);
  });
});
