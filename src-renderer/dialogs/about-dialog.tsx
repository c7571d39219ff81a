import { useMessages } from '../messages/messages';
import { DialogFrame } from '../parts/dialog-frame';
import { useProgram } from '../state/program';

interface Props {
  onClose(): void;
}

export function AboutDialog({ onClose }: Props) {
  const say = useMessages();
  const version = useProgram((state) => state.info?.version ?? '');
  return (
    <DialogFrame title={say('about.title')} onClose={onClose}>
      <p>{say('about.version', { version })}</p>
      <p>{say('about.text')}</p>
      <p className="quiet">{say('about.licence')}</p>
    </DialogFrame>
  );
}
