import { useMessages } from '../messages/messages';
import { usePhoto } from '../state/photos';
import { Repair } from './repair';

/** JPEG repair needs the file's own tables; without them it is disabled and says why. */
export function JpegRepair() {
  const say = useMessages();
  const readable = usePhoto((state) => state.document?.jpegTables ?? false);
  const quality = usePhoto((state) => state.suggestions?.jpegQuality ?? null);
  if (!readable) return <Repair name="jpeg" isDisabled text={say('repair.jpegNone')} />;
  return (
    <Repair name="jpeg">
      <p className="quiet">
        {quality === null ? say('repair.jpegRead') : say('repair.jpegQuality', { quality })}
      </p>
    </Repair>
  );
}
