import { type Ref, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { CompareSlider } from './compare-slider';
import { attachKeys } from './key-input';
import { Loading } from './loading';
import { attachNavigator } from './navigator-input';
import { attachPointer } from './pointer-input';
import styles from './stage.module.css';
import { createStageEngine, type StageEngine } from './stage-engine';
import type { StageHandle, StageProps } from './stage-types';
import { actualSize, fitted, middleOf, panned, showing, zoomed } from './view';
import { attachWheel } from './zoom-input';

export type * from './stage-types';

/** Milliseconds after the crosshair's last step until its position is announced. */
const QUIET = 400;

/**
 * The document's picture with everything over it; it can be zoomed, panned, compared and painted on. The view is kept and
 * painted outside of React (stage-engine.ts), so that panning causes no rendering.
 */
export function Stage({ ref, ...props }: StageProps & { readonly ref?: Ref<StageHandle> }) {
  const { labels, compare } = props;
  const stage = useRef<HTMLDivElement>(null);
  const pictures = useRef<HTMLCanvasElement>(null);
  const mask = useRef<HTMLDivElement>(null);
  const tools = useRef<HTMLCanvasElement>(null);
  const navigator = useRef<HTMLCanvasElement>(null);
  const cursors = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLDivElement>(null);
  const engine = useRef<StageEngine>(null);
  const [loading, setLoading] = useState(false);
  const latest = useRef<StageProps>(props);
  latest.current = { ...props, onLoading: setLoading };
  const keys = useId();

  useLayoutEffect(() => {
    const box = stage.current;
    if (box === null || pictures.current === null || mask.current === null) return;
    if (tools.current === null || navigator.current === null || cursors.current === null) return;
    const made = createStageEngine(
      {
        pictures: pictures.current,
        mask: mask.current,
        tools: tools.current,
        navigator: navigator.current,
        cursors: cursors.current,
      },
      latest.current,
    );
    engine.current = made;
    let timer = 0;
    const announce = (words: string) => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        if (spoken.current !== null) spoken.current.textContent = words;
      }, QUIET);
    };
    const keyboard = attachKeys(made, announce);
    const detachPointer = attachPointer(made, keyboard.panning);
    const detachWheel = attachWheel(made);
    const detachNavigator = attachNavigator(made);
    const measure = () => made.resize(box.clientWidth, box.clientHeight, window.devicePixelRatio);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    const stopWatching = watchRatio(measure);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
      stopWatching();
      keyboard.detach();
      detachPointer();
      detachWheel();
      detachNavigator();
      made.dispose();
      engine.current = null;
    };
  }, []);

  // Before the next event, so that it uses the latest properties.
  useLayoutEffect(() => engine.current?.update(latest.current));

  // One handle for the stage's lifetime; a new one at each rendering would call the parent's ref each time.
  useImperativeHandle(
    ref,
    () => ({
      fit: () => engine.current?.move((_, frame) => fitted(frame)),
      actualSize: () => engine.current?.move(actualSize),
      zoomBy: (factor) =>
        engine.current?.move((place, frame) => zoomed(factor, middleOf(frame), place, frame)),
      panBy: (x, y) => engine.current?.move((place, frame) => panned(x, y, place, frame)),
      zoomTo: (area) => engine.current?.move((_, frame) => showing(area, frame)),
      finish: () => engine.current?.finish(),
      takeBack: () => engine.current?.takeBack() ?? false,
      focus: () => tools.current?.focus(),
    }),
    [],
  );

  return (
    <div ref={stage} className={styles['stage']} data-tool={props.tool}>
      <div aria-hidden="true">
        <canvas ref={pictures} className={styles['layer']} />
        <div ref={mask} className={styles['grid']} />
      </div>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is no picture to a screen reader but a place to work, and arrow keys must reach it */}
      <canvas
        ref={tools}
        className={styles['tools']}
        tabIndex={0}
        role="application"
        aria-label={labels.picture}
        aria-describedby={keys}
      />
      <div ref={cursors} className={styles['cursors']} aria-hidden="true" />
      {compare.mode === 'slider' && (
        <CompareSlider
          position={compare.position}
          label={labels.compare}
          onChange={(position) => props.onCompareChange?.({ mode: 'slider', position })}
        />
      )}
      {(compare.mode === 'slider' || compare.mode === 'side') && (
        <>
          <span className={styles['before']}>{labels.before}</span>
          <span className={styles['after']}>{labels.after}</span>
        </>
      )}
      {loading && <Loading words={labels.loading} />}
      <div aria-hidden="true">
        <canvas ref={navigator} className={styles['navigator']} hidden />
      </div>
      <div id={keys} className={styles['spoken']}>
        {labels.keys}
      </div>
      <div ref={spoken} className={styles['spoken']} role="status" />
    </div>
  );
}

/** Calls back when the window moves to a screen of another resolution; returns a function that stops it. */
function watchRatio(changed: () => void): () => void {
  let query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  const onChange = () => {
    query.removeEventListener('change', onChange);
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', onChange);
    changed();
  };
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
