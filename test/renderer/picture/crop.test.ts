import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { picturePoint } from '../../../src-renderer/picture/coordinates';
import {
  cropBetween,
  cropCorners,
  cropDragged,
  cropGrip,
  cropWith,
  cropWithin,
  fromFrame,
  toFrame,
} from '../../../src-renderer/picture/crop';
import { evenly } from '../../evenly';

const EXTENT = { width: 3000, height: 2000 };
const straight = { area: { x: 100, y: 200, width: 800, height: 600 }, angle: 0 };
const angle = evenly(-45, 45);
const offset = evenly(-300, 300);

describe('the crop frame', () => {
  it('converts between its own directions and the picture’s', () => {
    fc.assert(
      fc.property(angle, offset, offset, (angle, x, y) => {
        const frame = { ...straight, angle };
        const back = toFrame(fromFrame(x, y, frame), frame);
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-9);
      }),
    );
  });

  it('shows nothing from beyond the picture if it is turned', () => {
    fc.assert(
      fc.property(angle, (angle) => {
        const frame = cropWithin({ area: { x: 0, y: 0, ...EXTENT }, angle }, EXTENT);
        for (const { x, y } of cropCorners(frame)) {
          expect(Math.max(-x, -y, x - EXTENT.width, y - EXTENT.height)).toBeLessThan(1e-9);
        }
        expect(frame.area.width / frame.area.height).toBeCloseTo(1.5, 2);
      }),
    );
    expect(cropWithin({ ...straight, angle: 3 }, EXTENT)).toEqual({ ...straight, angle: 3 });
  });

  it('stays within the picture for any typed number', () => {
    const name = fc.constantFrom('x' as const, 'y' as const, 'width' as const, 'height' as const);
    fc.assert(
      fc.property(name, fc.integer({ min: 0, max: 3000 }), angle, (name, value, angle) => {
        const before = cropWithin({ ...straight, angle }, EXTENT);
        for (const { x, y } of cropCorners(cropWith(name, value, before, EXTENT))) {
          expect(Math.max(-x, -y, x - EXTENT.width, y - EXTENT.height)).toBeLessThan(1e-5);
        }
      }),
    );
    const whole = { area: { x: 0, y: 0, ...EXTENT }, angle: 0 };
    expect(cropWith('x', 500, whole, EXTENT).area).toEqual({ x: 500, y: 0, width: 2500, height: 2000 });
    expect(cropWith('width', 400, straight, EXTENT).area).toEqual({ ...straight.area, width: 400 });
  });

  it('is turned clockwise by its angle', () => {
    const [a, b] = cropCorners({ ...straight, angle: 30 });
    const tilt = Math.atan2((b?.y ?? 0) - (a?.y ?? 0), (b?.x ?? 0) - (a?.x ?? 0));
    expect((tilt * 180) / Math.PI).toBeCloseTo(30);
  });

  it('is gripped at its corners, its edges or as a whole, but not from outside', () => {
    const grip = (x: number, y: number) => cropGrip(straight, picturePoint(x, y), 10, EXTENT);
    expect(grip(102, 203)).toEqual({ x: -1, y: -1 });
    expect(grip(905, 500)).toEqual({ x: 1, y: 0 });
    expect(grip(500, 500)).toBe('move');
    expect(grip(80, 500)).toBeNull();
    const whole = { area: { x: 0, y: 0, ...EXTENT }, angle: 0 };
    expect(cropGrip(whole, picturePoint(900, 900), 10, EXTENT), 'a press draws a new one').toBeNull();
    expect(cropGrip({ ...whole, angle: 2 }, picturePoint(900, 900), 10, EXTENT)).toBe('move');
  });

  it('keeps the opposite corner in its place, turned or not', () => {
    fc.assert(
      fc.property(angle, offset, offset, (angle, x, y) => {
        const frame = { ...straight, angle };
        const from = picturePoint(0, 0);
        const next = cropDragged(frame, { x: 1, y: 1 }, from, picturePoint(x, y), EXTENT);
        const [before] = cropCorners(frame);
        const [after] = cropCorners(next);
        const moved = Math.hypot((before?.x ?? 0) - (after?.x ?? 0), (before?.y ?? 0) - (after?.y ?? 0));
        expect(moved).toBeLessThan(1e-6);
        expect(next.area.width).toBeGreaterThanOrEqual(8);
      }),
    );
  });

  it('stays within the picture and on whole pixels if it isn’t turned', () => {
    fc.assert(
      fc.property(offset, offset, offset, offset, (ax, ay, bx, by) => {
        const { area } = cropBetween(picturePoint(ax * 12, ay * 9), picturePoint(bx * 12, by * 9), EXTENT);
        expect(Object.values(area).every(Number.isInteger)).toBe(true);
        expect(area.x).toBeGreaterThanOrEqual(0);
        expect(area.y).toBeGreaterThanOrEqual(0);
        expect(area.width).toBeGreaterThanOrEqual(8);
        expect(area.x + area.width).toBeLessThanOrEqual(3000);
        expect(area.y + area.height).toBeLessThanOrEqual(2000);
      }),
    );
    const moved = cropDragged(straight, 'move', picturePoint(0, 0), picturePoint(9999, -9999), EXTENT);
    expect(moved.area).toEqual({ x: 2200, y: 0, width: 800, height: 600 });
  });
});
