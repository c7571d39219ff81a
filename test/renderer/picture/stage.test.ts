import { describe, expect, it } from 'vitest';
import { changedLayers } from '../../../src-renderer/picture/changed-layers';
import { viewPoint } from '../../../src-renderer/picture/coordinates';
import { arrowOf, stepped, steppedSize } from '../../../src-renderer/picture/crosshair';
import { createLayerMemory } from '../../../src-renderer/picture/layer-memory';
import { paneAt, panesOf } from '../../../src-renderer/picture/panes';
import { common, deviceBox, stacks } from '../../../src-renderer/picture/scene';
import { addressesFor, tilesInSight } from '../../../src-renderer/picture/tiles-in-sight';

const extent = { width: 6000, height: 4000 };
const picture = { id: 'a', ...extent, levels: 5 };
const area = { x: 0, y: 0, ...extent };
const layer = { id: 'result', picture: { ...picture, id: 'b' }, area, opacity: 1 };
const [pane = { x: 0, width: 0, height: 0, before: 0 }] = panesOf(
  { mode: 'off' },
  { width: 1200, height: 800 },
);

describe('comparing', () => {
  it('splits one pane by the slider and makes two panes of one width side by side', () => {
    const stage = { width: 1201, height: 800 };
    expect(panesOf({ mode: 'slider', position: 0.25 }, stage)).toMatchObject([
      { x: 0, width: 1201, before: 0.25 },
    ]);
    const [left, right] = panesOf({ mode: 'side' }, stage);
    expect(left).toMatchObject({ x: 0, before: 1 });
    expect(right?.width).toBe(left?.width);
    expect((right?.x ?? 0) + (right?.width ?? 0)).toBe(1201);
    expect(panesOf({ mode: 'hold', held: true }, stage)).toMatchObject([{ before: 1 }]);
  });

  it('knows which pane a point lies in', () => {
    const panes = panesOf({ mode: 'side' }, { width: 1000, height: 800 });
    expect(paneAt(panes, viewPoint(10, 5))).toBe(panes[0]);
    expect(paneAt(panes, viewPoint(900, 5))).toBe(panes[1]);
    expect(paneAt(panes, viewPoint(-5, 5))).toBe(panes[0]);
  });

  it('shows only permanent layers on the side before', () => {
    const heat = { ...layer, id: 'spread', over: 'always' as const };
    const { before, after } = stacks(picture, extent, [layer, heat]);
    expect(before.map(({ id }) => id)).toEqual(['', 'spread']);
    expect(after.map(({ id }) => id)).toEqual(['', 'result', 'spread']);
  });
});

describe('a picture in sight', () => {
  const sight = {
    extent,
    place: { scale: 0.5, x: -1000, y: -500 },
    panes: [pane],
    ratio: 1,
    visible: { x: 2000, y: 1000, width: 2000, height: 1500 },
  };

  it('needs only its tiles in sight, of the level that fits the zoom', () => {
    const { level, tiles } = tilesInSight({ picture, area, opacity: 1 }, sight);
    expect(level).toBe(1);
    expect(tiles).toHaveLength(3 * 3);
    const { urgent, later } = addressesFor({ picture, area, opacity: 1 }, sight);
    expect(urgent[0]).toBe('a/4/0/0');
    expect(urgent).toHaveLength(10);
    expect(later.length).toBeGreaterThan(9);
  });

  it("is as fine as its own resolution if that differs from the document's", () => {
    const enlarged = { picture: { id: 'x', width: 12_000, height: 8000, levels: 6 }, area, opacity: 1 };
    expect(tilesInSight(enlarged, sight).level).toBe(2);
    const small = { picture: { id: 's', width: 512, height: 400, levels: 1 }, area, opacity: 1 };
    expect(tilesInSight(small, sight)).toEqual({ level: 0, tiles: [{ level: 0, column: 0, row: 0 }] });
    const elsewhere = { picture: small.picture, area: { x: 0, y: 0, width: 100, height: 100 }, opacity: 1 };
    expect(tilesInSight(elsewhere, sight).tiles).toEqual([]);
  });

  it('meets its neighbours without seam at any zoom', () => {
    for (const scale of [0.1937, 0.731, 1.37]) {
      const odd = { ...sight, place: { scale, x: 13.7, y: -5.2 }, ratio: 1.25 };
      for (let i = 0; i < 8; i++) {
        const a = deviceBox({ x: i * 512, y: 0, width: 512, height: 512 }, pane, odd);
        const b = deviceBox({ x: (i + 1) * 512, y: 0, width: 512, height: 512 }, pane, odd);
        expect(a.x + a.width).toBe(b.x);
      }
    }
  });

  it('has no intersection with an area that it doesn’t touch', () => {
    expect(common(area, { x: 5999, y: 0, width: 10, height: 10 })).toEqual({
      x: 5999,
      y: 0,
      width: 1,
      height: 10,
    });
    expect(common(area, { x: 6000, y: 0, width: 10, height: 10 })).toBeNull();
  });
});

describe('a layer whose picture changes', () => {
  const first = { picture, area, opacity: 1 };
  const second = { picture: { ...picture, id: 'b' }, area, opacity: 0.5 };

  it('shows the former one until the next has arrived, but immediately with its new opacity', () => {
    const memory = createLayerMemory();
    expect(memory.shown('live', first, () => false)).toBe(first);
    expect(memory.shown('live', second, () => false)).toEqual({ ...first, opacity: 0.5 });
    expect(memory.shown('live', second, () => true)).toBe(second);
    expect(memory.shown('live', second, () => false)).toBe(second);
  });

  it('is forgotten when it is removed', () => {
    const memory = createLayerMemory();
    memory.shown('live', first, () => true);
    memory.keepOnly(new Set(['other']));
    expect(memory.shown('live', second, () => false)).toBe(second);
  });
});

describe('a rendering', () => {
  const props = {
    picture,
    layers: [layer],
    compare: { mode: 'slider' as const, position: 0.5 },
    mask: null,
    maskShown: 'overlay' as const,
    base: '/tiles/',
    tool: 'brush' as const,
    options: { size: 20, hardness: 1, pressure: false, tolerance: 0, contiguous: true },
    crop: null,
    streak: null,
  };

  it('paints nothing if all values are the same, even if the objects are new', () => {
    const again = { ...props, layers: [{ ...layer, area: { ...area } }], compare: { ...props.compare } };
    expect(changedLayers(props, again)).toEqual([]);
  });

  it('paints pictures and mask only if their own values changed', () => {
    expect(changedLayers(props, { ...props, layers: [{ ...layer, opacity: 0.5 }] })).toContain('pictures');
    expect(changedLayers(props, { ...props, layers: [] })).not.toContain('mask');
    expect(changedLayers(props, { ...props, maskShown: 'alone' })).toEqual(['pictures', 'mask']);
    expect(changedLayers(props, { ...props, compare: { mode: 'side' } })).toContain('mask');
    expect(changedLayers(props, { ...props, crop: { area, angle: 0 } })).toEqual(['tools']);
  });
});

describe('the crosshair', () => {
  it('steps from pixel middle to pixel middle and stays on the picture', () => {
    expect(stepped({ x: 10.2, y: 20.9 }, [1, 0], 1, extent)).toEqual({ x: 11.5, y: 20.5 });
    expect(stepped({ x: 10.2, y: 20.9 }, [0, -1], 10, extent)).toEqual({ x: 10.5, y: 10.5 });
    expect(stepped({ x: 2, y: 3995 }, [-1, 0], 10, extent)).toEqual({ x: 0.5, y: 3995.5 });
    expect(stepped({ x: 2, y: 3995 }, [0, 1], 10, extent)).toEqual({ x: 2.5, y: 3999.5 });
    expect(arrowOf('ArrowUp')).toEqual([0, -1]);
    expect(arrowOf('a')).toBeNull();
  });

  it('changes the brush at every step, but never below a pixel', () => {
    expect([1, 5, 24, 100, 2000].map((size) => steppedSize(size, 1))).toEqual([2, 6, 26, 110, 2000]);
    expect([1, 2, 24, 100].map((size) => steppedSize(size, -1))).toEqual([1, 1, 22, 90]);
  });
});
