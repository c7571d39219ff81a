import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Placement,
  picturePoint,
  pictureToView,
  screenPoint,
  screenToView,
  viewPoint,
  viewToPicture,
} from '../../../src-renderer/picture/coordinates';
import {
  actualSize,
  centred,
  type Frame,
  fitted,
  MAX_ZOOM,
  minScale,
  panned,
  reframed,
  revealed,
  samePlacement,
  showing,
  visibleArea,
  zoomed,
  zoomOf,
} from '../../../src-renderer/picture/view';
import { evenly } from '../../evenly';

const coordinate = evenly(-1e4, 1e4);
const frame: fc.Arbitrary<Frame> = fc.record({
  picture: fc.record({
    width: fc.integer({ min: 1, max: 20_000 }),
    height: fc.integer({ min: 1, max: 20_000 }),
  }),
  pane: fc.record({ width: fc.integer({ min: 40, max: 3000 }), height: fc.integer({ min: 40, max: 2000 }) }),
  ratio: fc.constantFrom(1, 1.25, 1.5, 2, 3),
});
const placed = frame.chain((frame) =>
  fc
    .record({
      scale: evenly(minScale(frame), MAX_ZOOM / frame.ratio),
      x: evenly(0, frame.picture.width),
      y: evenly(0, frame.picture.height),
    })
    .map(({ scale, x, y }) => ({ frame, place: centred(scale, picturePoint(x, y), frame) })),
);

const PHOTO: Frame = {
  picture: { width: 6000, height: 4000 },
  pane: { width: 1200, height: 800 },
  ratio: 1,
};

describe('conversions between spaces', () => {
  it('invert each other', () => {
    const place = fc.record({
      scale: evenly(0.01, 8),
      x: coordinate,
      y: coordinate,
    });
    fc.assert(
      fc.property(coordinate, coordinate, place, (x, y, place: Placement) => {
        const there = viewToPicture(viewPoint(x, y), place);
        const back = pictureToView(there, place);
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-6);
        const view = screenToView(screenPoint(x, y), place);
        expect(Math.hypot(view.x + place.x - x, view.y + place.y - y)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('points of different spaces', () => {
  it('are distinguished by the compiler', () => {
    // @ts-expect-error a point of the view is none of the picture
    const mixed = pictureToView(viewPoint(1, 2), { scale: 2, x: 0, y: 0 });
    expect(mixed).toEqual({ x: 2, y: 4 });
  });
});

describe('the view', () => {
  it('zooms to the pointer: the point under it stays there, to a device pixel', () => {
    const about = viewPoint(700, 350);
    let place = showing({ x: 2000, y: 1500, width: 800, height: 600 }, PHOTO);
    const there = viewToPicture(about, place);
    for (const factor of [1.3, 1.3, 0.8, 2]) place = zoomed(factor, about, place, PHOTO);
    const now = pictureToView(there, place);
    expect(Math.hypot(now.x - about.x, now.y - about.y)).toBeLessThan(3);
  });

  it('never zooms beyond 800 % or below the fitted size', () => {
    fc.assert(
      fc.property(placed, evenly(1e-3, 1e3), ({ frame, place }, factor) => {
        const next = zoomed(factor, viewPoint(10, 10), place, frame);
        expect(zoomOf(next, frame)).toBeLessThanOrEqual(MAX_ZOOM * (1 + 1e-9));
        expect(next.scale).toBeGreaterThanOrEqual(minScale(frame) * (1 - 1e-9));
      }),
    );
  });

  it('never loses the picture, however far it is panned', () => {
    fc.assert(
      fc.property(placed, coordinate, coordinate, ({ frame, place }, x, y) => {
        const { width, height } = visibleArea(panned(x * 100, y * 100, place, frame), frame);
        expect(width).toBeGreaterThan(0);
        expect(height).toBeGreaterThan(0);
        expect(width).toBeLessThanOrEqual(frame.picture.width * (1 + 1e-9));
      }),
    );
  });

  it('puts the corners on whole device pixels', () => {
    fc.assert(
      fc.property(placed, coordinate, ({ frame, place }, x) => {
        const at = panned(x, x / 3, place, frame).x * frame.ratio;
        expect(Math.abs(at - Math.round(at))).toBeLessThan(1e-6);
      }),
    );
  });

  it('shows the whole picture when it is fitted, and tiny ones at 100 %', () => {
    const place = fitted(PHOTO);
    expect(visibleArea(place, PHOTO)).toEqual({ x: 0, y: 0, width: 6000, height: 4000 });
    expect(place.scale).toBeCloseTo(768 / 4000);
    expect(fitted({ ...PHOTO, picture: { width: 30, height: 20 } }).scale).toBe(1);
  });

  it('shows one picture pixel a device pixel at 100 %', () => {
    const frame = { ...PHOTO, ratio: 2 };
    expect(zoomOf(actualSize(fitted(frame), frame), frame)).toBe(1);
  });

  it('shows an area entirely and in the middle', () => {
    const area = { x: 1000, y: 500, width: 700, height: 900 };
    const seen = visibleArea(showing(area, PHOTO), PHOTO);
    expect(seen.x).toBeLessThanOrEqual(1000);
    expect(seen.x + seen.width).toBeGreaterThanOrEqual(1700);
    expect(seen.y + seen.height).toBeGreaterThanOrEqual(1400);
    expect(seen.x + seen.width / 2).toBeCloseTo(1350, 0);
  });

  it('keeps what is in the middle when the window changes', () => {
    const place = showing({ x: 2000, y: 1500, width: 300, height: 200 }, PHOTO);
    const after = { ...PHOTO, pane: { width: 700, height: 900 } };
    const seen = visibleArea(reframed(place, PHOTO, after), after);
    expect(seen.x + seen.width / 2).toBeCloseTo(2150, 0);
    expect(seen.y + seen.height / 2).toBeCloseTo(1600, 0);
  });

  it('moves only as far as needed to show a point', () => {
    const place = showing({ x: 2000, y: 1500, width: 600, height: 400 }, PHOTO);
    const middle = picturePoint(2300, 1700);
    expect(samePlacement(revealed(middle, 48, place, PHOTO), place)).toBe(true);
    const moved = revealed(picturePoint(3000, 1700), 48, place, PHOTO);
    expect(pictureToView(picturePoint(3000, 1700), moved).x).toBeCloseTo(1200 - 48, 0);
  });
});
