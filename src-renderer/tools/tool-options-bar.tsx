import { useMessages } from '../messages/messages';
import { CheckInput } from '../parts/check-input';
import { SliderInput } from '../parts/slider-input';
import { usePhoto } from '../state/photos';
import { toolIn, useView } from '../state/view';
import { BrushOptions, changeOptions, SizeInput } from './brush-options';

/** Size, edge and tolerance of the current tool; a hint for tools without options. */
export function ToolOptionsBar() {
  const say = useMessages();
  const tool = useView((state) => toolIn(state.mode));
  const restored = usePhoto((state) => state.shown !== null);
  const { pressure, tolerance, contiguous } = useView((state) => state.options);
  if (tool === 'wand') {
    return (
      <fieldset className="mode-bar mode-inline" aria-label={say('tool.options')}>
        <SliderInput
          label={say('tool.tolerance')}
          value={tolerance}
          min={0}
          max={128}
          words={say('tool.levels', { count: tolerance })}
          onChange={(next) => changeOptions({ tolerance: next })}
        />
        <CheckInput isSelected={contiguous} onChange={(next) => changeOptions({ contiguous: next })}>
          {say('tool.contiguous')}
        </CheckInput>
      </fieldset>
    );
  }
  if (tool === 'hand' || tool === 'lasso' || tool === 'rectangle' || tool === 'trace') {
    const hint = tool === 'hand' && restored ? 'result' : tool;
    return <p className="mode-bar mode-hint quiet">{say(`tool.hint.${hint}`)}</p>;
  }
  if (tool !== 'brush' && tool !== 'eraser' && tool !== 'line') return null;
  return (
    <fieldset className="mode-bar mode-inline" aria-label={say('tool.options')}>
      {tool === 'line' ? (
        <>
          <SizeInput />
          <p className="quiet mode-text">{say('tool.hint.line')}</p>
        </>
      ) : (
        <>
          <BrushOptions />
          <CheckInput isSelected={pressure} onChange={(next) => changeOptions({ pressure: next })}>
            {say('tool.pressure')}
          </CheckInput>
        </>
      )}
    </fieldset>
  );
}
