import { useShallow } from 'zustand/react/shallow';
import { setSize } from './actions/commands';
import { traceAt, wandAt } from './actions/mask';
import { bridge } from './client/client';
import type { MessageKey } from './messages/keys';
import { useMessages } from './messages/messages';
import { Stage, type Tool } from './picture/stage';
import { measureStreak } from './repairs/blur/repair';
import { layersOf, throughOf } from './stage-layers';
import { start } from './state/alerts';
import { setCrop } from './state/crop-steps';
import { useJobs } from './state/jobs';
import { changeRepairs, usePhoto } from './state/photos';
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
        changeRepairs((repairs) => ({ ...repairs, blur: { ...repairs.blur, ...measureStreak(streak) } }));
      }}
    />
  );
}
