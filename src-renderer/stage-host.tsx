import { useShallow } from 'zustand/react/shallow';
import type { PictureRef } from '../src-main/contract/window/basics';
import type { Live } from '../src-main/contract/window/jobs';
import { setSize } from './actions/commands';
import { traceAt, wandAt } from './actions/mask';
import { bridge } from './client/client';
import type { MessageKey } from './messages/keys';
import { useMessages } from './messages/messages';
import { Stage, type Tool } from './picture/stage';
import type { StageLayer } from './picture/stage-types';
import { drawnStreak } from './repairs/blur/repair';
import { start } from './state/alerts';
import { setCrop } from './state/crop-steps';
import { useJobs } from './state/jobs';
import { type Photo, shownResult } from './state/photo';
import { changeRepairs, type ShownPhoto, usePhoto } from './state/photos';
import { useSpare } from './state/spare';
import { keepStage } from './state/stage';
import { maskIn, overIn, toolIn, useView } from './state/view';

/** Messages about the keys on the stage for each tool. */
const KEY_WORDS = {
  hand: 'stage.keys.move',
  heal: 'stage.keys.brush',
  crop: 'stage.keys.move',
  brush: 'stage.keys.brush',
  eraser: 'stage.keys.brush',
  lasso: 'stage.keys.points',
  line: 'stage.keys.points',
  rectangle: 'stage.keys.ends',
  streak: 'stage.keys.ends',
  trace: 'stage.keys.trace',
  wand: 'stage.keys.colour',
} as const satisfies Record<Tool, MessageKey>;

/** The stage with properties from the stores. */
export function StageHost() {
  const say = useMessages();
  // Without the steps and other parts that change with each stroke.
  const photo = usePhoto(
    useShallow(({ document, mask, results, shown, looked, spread }) => ({
      document,
      mask,
      results,
      shown,
      looked,
      spread,
    })),
  );
  const view = useView(
    useShallow(({ point: _point, view: _view, dialog: _dialog, panel: _panel, ...seen }) => seen),
  );
  const lives = useJobs((state) => state.lives);
  const spare = useSpare();
  const { document } = photo;
  if (!document) return null;
  const { mode } = view;
  const over = overIn(mode);
  const layers = layersOf(photo, lives, view);
  return (
    <Stage
      key={document.id}
      ref={keepStage}
      picture={document.picture}
      extent={document}
      layers={layers}
      compare={layers.length > 0 ? view.compare : { mode: 'off' }}
      mask={maskIn(mode) ?? photo.mask}
      through={throughOf(photo, over?.over)}
      maskShown={mode.name === 'crop' || view.heldFrom ? 'hidden' : view.maskShown}
      tool={toolIn(mode)}
      options={view.options}
      base={bridge().pictures}
      crop={mode.name === 'crop' ? mode.crop.frame : null}
      streak={mode.name === 'streak' ? mode.streak : null}
      spare={spare}
      labels={{
        picture: say('stage.label', { name: document.name }),
        keys: say(KEY_WORDS[toolIn(mode)]),
        compare: say('compare.divider'),
        before: say('compare.before'),
        after: say('compare.after'),
        loading: say('stage.loading'),
        crosshair: (x, y, down) => say(down ? 'stage.crosshairDown' : 'stage.crosshair', { x, y }),
      }}
      onReadout={({ point }) => useView.setState({ point })}
      onViewChange={(shown) => useView.setState({ view: shown })}
      onTrace={({ x, y }, mode) => start(() => traceAt(x, y, mode), 'mark')}
      onWand={({ x, y }, mode) => start(() => wandAt(x, y, mode), 'mark')}
      onCompareChange={(compare) => useView.setState({ compare })}
      onSizeChange={setSize}
      onCropChange={(crop) => setCrop(crop)}
      onStreakChange={(streak) => {
        useView.setState({ mode: { name: 'streak', streak } });
        changeRepairs((repairs) => ({ ...repairs, blur: { ...repairs.blur, ...drawnStreak(streak) } }));
      }}
    />
  );
}

/** The layers over the photo, from the bottom: the shown result, the current job's pictures, and the invented parts. */
function layersOf(
  photo: Pick<ShownPhoto, 'document' | 'results' | 'shown' | 'looked' | 'spread'>,
  lives: readonly Live[],
  view: Pick<ReturnType<typeof useView.getState>, 'mode' | 'spreadShown'>,
): StageLayer[] {
  const { document, looked, spread } = photo;
  if (!document || view.mode.name === 'crop') return [];
  const whole = { x: 0, y: 0, width: document.width, height: document.height };
  const layers: StageLayer[] = [];
  const result = shownResult(photo);
  if (result) {
    layers.push({ id: result.id, picture: looked[result.id] ?? result.picture, area: whole, opacity: 1 });
  }
  for (const { document: of, job, picture, area, part } of lives) {
    if (of !== document.id) continue;
    layers.push({ id: `${job} ${area.x},${area.y},${area.width}`, picture, area, opacity: 1, framed: part });
  }
  if (spread && view.spreadShown) {
    layers.push({ id: 'spread', picture: spread.picture, area: whole, opacity: 0.75 });
  }
  return layers;
}

/** The picture that is visible through the marks while one result is painted over another. */
function throughOf(
  { results, looked }: Pick<Photo, 'results' | 'looked'>,
  over: string | undefined,
): PictureRef | null {
  const result = results.find(({ id }) => id === over);
  return result ? (looked[result.id] ?? result.picture) : null;
}
