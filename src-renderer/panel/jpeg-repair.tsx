import { useMessages } from '../messages/messages';
import { countTicked } from '../repairs/recipe';
import { usePhoto } from '../state/photo';
import { useRepairs } from '../state/repairs';
import { Repair } from './repair';

/** JPEG repair stands alone: it says so where it can't be ticked. */
export function JpegRepair() {
  const say = useMessages();
  const repairs = useRepairs((state) => state.repairs);
  const readable = usePhoto((state) => state.document?.jpegTables ?? false);
  const quality = usePhoto((state) => state.suggestions?.jpegQuality ?? null);
  const others = countTicked(repairs) - (repairs.jpeg.on ? 1 : 0);
  if (!readable) return <Repair name="jpeg" isDisabled text={say('repair.jpegNone')} />;
  if (others > 0) return <Repair name="jpeg" isDisabled text={say('repair.jpegAlone')} />;
  return (
    <Repair name="jpeg">
      <p className="quiet">
        {quality === null ? say('repair.jpegRead') : say('repair.jpegQuality', { quality })}
      </p>
      <p className="quiet">{say('repair.jpegAlone')}</p>
    </Repair>
  );
}
