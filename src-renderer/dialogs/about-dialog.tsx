import './about-dialog.css';
import { useState } from 'react';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/dialog-frame';
import { useProgram } from '../state/program';

interface Props {
  onClose(): void;
}

export function AboutDialog({ onClose }: Props) {
  const say = useMessages();
  const version = useProgram((state) => state.info?.version ?? '');
  const [notices, setNotices] = useState<string>();
  const foot = notices === undefined && (
    <Button onPress={() => void readNotices().then((text) => setNotices(text ?? say('about.noNotices')))}>
      {say('about.notices')}
    </Button>
  );
  return (
    <DialogFrame title={say('about.title')} onClose={onClose} isWide={notices !== undefined} foot={foot}>
      <p>{say('about.version', { version })}</p>
      <p>{say('about.text')}</p>
      <p className="quiet">{say('about.licence')}</p>
      {notices !== undefined && (
        <section className="notices" aria-label={say('about.notices')}>
          {notices}
        </section>
      )}
    </DialogFrame>
  );
}

/** The file that the build has written beside the page; undefined if there is none. */
async function readNotices(): Promise<string | undefined> {
  try {
    const response = await fetch('third-party.txt');
    // The development server answers unknown addresses with the page itself.
    const isText = response.headers.get('content-type')?.startsWith('text/plain') ?? false;
    return response.ok && isText ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
