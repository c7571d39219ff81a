import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useMessages } from '../messages/messages';
import { start } from '../state/alerts';
import { Cell } from './cell';
import { cellAfterKey, cellsInSight, gridPlaces, scrollToCell } from './grid-places';
import { idsBetween, openReview, rate, redo, selectAll } from './row-actions';
import { rowAt } from './row-pages';
import { loadRows, useRows } from './rows';
import { useLibrary } from './state';

/** Padding around the cells, as in library.css. */
const PADDING = 8;

/**
 * All photos of the view. Only visible cells are rendered, so that a hundred thousand photos scroll like a hundred. It is
 * a list box whose options are in rows; the list has the focus, so that cells can be added and removed. React Aria's
 * virtualised list isn't used, because it creates a node for every item first: for 100,000 items that takes seconds and
 * 280 MB, and seconds again for every reloaded page.
 */
export function Grid() {
  const say = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const name = useId();
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [scrollTop, setScrollTop] = useState(0);
  const batch = useLibrary((state) => state.batch);
  const view = useLibrary((state) => state.view);
  const at = useLibrary((state) => state.at);
  const selected = useLibrary((state) => state.selected);
  const { total, pages } = useRows();
  const count = total ?? 0;
  const places = gridPlaces(size.width, count);
  const { first, end } = cellsInSight(places, count, scrollTop, size.height);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth - 2 * PADDING, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const [id, revision] = [batch?.id, batch?.revision ?? 0];
  useEffect(() => {
    if (id === undefined) return;
    let isWanted = true;
    start(() => loadRows({ batch: id, view, revision }, first, end, () => isWanted));
    return () => {
      isWanted = false;
    };
  }, [id, view, revision, first, end]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins at its top.
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [id, view]);

  const goTo = (to: number, extend: boolean) => {
    const { rangeStart } = useLibrary.getState();
    useLibrary.setState(extend ? { at: to } : { at: to, rangeStart: to });
    if (extend)
      start(async () => useLibrary.setState({ selected: new Set(await idsBetween(rangeStart, to)) }));
    const element = box.current;
    element?.scrollTo({ top: scrollToCell(places, to, element.scrollTop, element.clientHeight) });
  };
  const toggle = (index: number) => {
    const row = rowAt(pages, index);
    if (!row) return;
    const next = new Set(selected);
    if (!next.delete(row.id)) next.add(row.id);
    useLibrary.setState({ selected: next, at: index, rangeStart: index });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const done = handleKey(event, {
      to: cellAfterKey(event.key, at, count, places, Math.floor(size.height / places.cellHeight)),
      goTo,
      toggle: () => toggle(at),
      row: rowAt(pages, at),
    });
    if (done) event.preventDefault();
  };
  const indexOf = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    return cell instanceof HTMLElement ? Number(cell.dataset['index']) : null;
  };
  const onClick = (event: MouseEvent) => {
    const index = indexOf(event);
    if (index === null) return;
    if (event.shiftKey) return goTo(index, true);
    if (event.ctrlKey || event.metaKey) return toggle(index);
    const row = rowAt(pages, index);
    useLibrary.setState({ at: index, rangeStart: index, selected: new Set(row ? [row.id] : []) });
  };

  const cells = Array.from({ length: end - first }, (_, i) => first + i);
  return (
    <div
      ref={box}
      className="library-grid"
      role="listbox"
      aria-label={say('library.photos')}
      aria-multiselectable
      aria-activedescendant={at >= first && at < end ? `${name}-${at}` : undefined}
      tabIndex={0}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={(event) => {
        const row = rowAt(pages, indexOf(event) ?? -1);
        if (row) start(() => openReview(row), 'row');
      }}
    >
      {total === 0 && <p className="library-none">{say('library.noneShown')}</p>}
      <div className="library-cells" role="presentation" style={{ height: places.height }}>
        {cells.map((index) => {
          const row = rowAt(pages, index);
          const { columns, cellWidth: width, cellHeight: height } = places;
          const place = {
            left: (index % columns) * width,
            top: Math.floor(index / columns) * height,
            width,
            height,
          };
          return (
            <Cell
              key={index}
              id={`${name}-${index}`}
              row={row}
              index={index}
              total={count}
              place={place}
              isSelected={row !== undefined && selected.has(row.id)}
              isCurrent={index === at}
            />
          );
        })}
      </div>
    </div>
  );
}

interface KeyContext {
  readonly to: number | null;
  goTo(to: number, extend: boolean): void;
  toggle(): void;
  readonly row: ReturnType<typeof rowAt>;
}

/** Handles a key; returns whether it had a meaning. */
function handleKey(event: KeyboardEvent, { to, goTo, toggle, row }: KeyContext): boolean {
  const withMod = event.ctrlKey || event.metaKey;
  if (withMod && event.key.toLowerCase() === 'a') start(selectAll);
  else if (withMod || event.altKey) return false;
  else if (to !== null) goTo(to, event.shiftKey);
  else if (event.key === ' ') toggle();
  else if (event.key === 'Escape') useLibrary.setState({ selected: new Set() });
  else if (!row) return false;
  else if (event.key === 'Enter') start(() => openReview(row), 'row');
  else if (row.state !== 'done') return false;
  else if (event.key === 'a')
    start(() => rate(row.id, row.verdict === 'accepted' ? 'none' : 'accepted'), 'row');
  else if (event.key === 'r')
    start(() => rate(row.id, row.verdict === 'rejected' ? 'none' : 'rejected'), 'row');
  else if (event.key === 'n') start(() => redo(row.id), 'row');
  else return false;
  return true;
}
