import { useMessages } from '../../messages/messages';
import type { PanelProps } from '../panel-props';
import { RepairSection } from '../section';

/** JPEG repair needs the file's own tables; for a photo without them it is disabled and says why. */
export function JpegPanel(props: PanelProps<'jpeg'>) {
  const say = useMessages();
  const { photo } = props;
  if (!photo) return <RepairSection name="jpeg" {...props} text={say('library.jpegText')} />;
  if (!photo.document?.jpegTables) {
    return <RepairSection name="jpeg" {...props} isDisabled text={say('repair.jpegNone')} />;
  }
  const quality = photo.suggestions?.jpegQuality ?? null;
  return (
    <RepairSection name="jpeg" {...props}>
      <p className="quiet">
        {quality === null ? say('repair.jpegRead') : say('repair.jpegQuality', { quality })}
      </p>
    </RepairSection>
  );
}
