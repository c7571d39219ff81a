import { openCropped } from '../actions/open';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { handFocusOn } from '../parts/hand-focus-on';
import { NumberInput } from '../parts/number-input';
import { cropWith } from '../picture/crop';
import { start } from '../state/alerts';
import { setCrop, turnCrop } from '../state/crop-steps';
import { usePhoto } from '../state/photos';
import { stage } from '../state/stage';
import { chooseTool, useView } from '../state/view';

const toStage = handFocusOn(() => stage()?.focus());

/** Numbers of the crop frame, which can also be dragged on the stage. */
export function CropBar() {
  const say = useMessages();
  const frame = useView(({ mode }) => (mode.name === 'crop' ? mode.crop.frame : null));
  const document = usePhoto((state) => state.document);
  if (!frame || !document) return null;
  const { area, angle } = frame;
  const limits = {
    x: document.width - 1,
    y: document.height - 1,
    width: document.width,
    height: document.height,
  };
  return (
    <section ref={toStage} className="mode-bar" aria-label={say('crop.title')}>
      {(['x', 'y', 'width', 'height'] as const).map((name) => (
        <NumberInput
          key={name}
          label={say(`crop.${name}`)}
          value={Math.round(area[name])}
          min={name === 'x' || name === 'y' ? 0 : 1}
          max={limits[name]}
          onChange={(value) => setCrop(cropWith(name, value, frame, document))}
        />
      ))}
      <NumberInput
        label={say('crop.angle')}
        value={angle}
        min={-45}
        max={45}
        step={0.1}
        onChange={(value) => turnCrop(value, document)}
      />
      <p className="quiet mode-text">{say('crop.text')}</p>
      <Button onPress={() => chooseTool('hand')}>{say('dialog.cancel')}</Button>
      <Button look="main" onPress={() => start(() => openCropped(document.id, { area, angle }), 'open')}>
        {say('crop.apply')}
      </Button>
    </section>
  );
}
