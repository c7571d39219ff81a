import { useEffect, useState } from 'react';
import type { ChannelOutput } from '../../src-main/contract/window/channels';
import { openCropped, openParts } from '../actions/open';
import { request } from '../client/client';
import { numberWords, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/dialog-frame';
import { attempt, start } from '../state/alerts';
import { usePhoto } from '../state/photos';

interface Props {
  onClose(): void;
}

/** Separate prints on one scan; each opens as a photo of its own. */
export function PrintsDialog({ onClose }: Props) {
  const say = useMessages();
  const document = usePhoto((state) => state.document?.id);
  const [prints, setPrints] = useState<ChannelOutput<'findPrints'>['prints'] | null>(null);
  useEffect(() => {
    if (document) void attempt(async () => setPrints((await request('findPrints', { document })).prints));
  }, [document]);
  const text =
    prints === null
      ? say('prints.searching')
      : prints.length === 0
        ? say('prints.none')
        : say('prints.found', { count: prints.length });
  return (
    <DialogFrame
      title={say('prints.title')}
      onClose={onClose}
      foot={
        document &&
        prints &&
        prints.length > 1 && (
          <Button
            look="main"
            onPress={() => {
              onClose();
              start(() => openParts(document, prints), 'open');
            }}
          >
            {say('prints.openAll')}
          </Button>
        )
      }
    >
      <p role="status">{text}</p>
      <div className="print-list">
        {document &&
          prints?.map(({ area, angle }, place) => (
            <Button
              key={`${area.x} ${area.y}`}
              onPress={() => {
                onClose();
                start(() => openCropped(document, { area, angle }), 'open');
              }}
            >
              {say('prints.open', {
                number: place + 1,
                width: numberWords(Math.round(area.width)),
                height: numberWords(Math.round(area.height)),
              })}
            </Button>
          ))}
      </div>
    </DialogFrame>
  );
}
