import type { Result } from '../../src-main/contract/window/results';
import { beginPaintOver } from '../actions/results';
import { Thumbnail } from '../bottom/thumbnail';
import { thumbnailUrl } from '../client/tiles';
import { useMessages } from '../messages/messages';
import { usePhoto } from '../state/photos';
import { overIn, useView } from '../state/view';
import { resultName } from './result-name';

interface Props {
  readonly result: Result;
}

/** Other candidates of the same extent, which can be painted over the shown one. */
export function PaintOverChoice({ result }: Props) {
  const say = useMessages();
  const results = usePhoto((state) => state.results);
  const over = useView((state) => overIn(state.mode)?.over);
  const { width, height } = result.picture;
  const others = results.filter(
    ({ id, picture }) => id !== result.id && picture.width === width && picture.height === height,
  );
  if (others.length === 0) return null;
  return (
    <section className="panel-section">
      <h2 className="section-title">{say('result.paintOver')}</h2>
      <div className="chips">
        {others.map((other) => (
          <Thumbnail
            key={other.id}
            name={resultName(results, other, say)}
            number={results.indexOf(other) + 1}
            url={thumbnailUrl(other.picture)}
            isSelected={other.id === over}
            onPress={() => beginPaintOver(other)}
          />
        ))}
      </div>
    </section>
  );
}
