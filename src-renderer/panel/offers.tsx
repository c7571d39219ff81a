import { IconPlus } from '@tabler/icons-react';
import { Button } from 'react-aria-components';
import type { Say } from '../messages/messages';
import { useMessages } from '../messages/messages';
import type { Repairs } from '../repairs/schema';
import { type Offer, offersOf, withOffer } from '../repairs/suggested';
import { changeRepairs, usePhoto, useRepairs } from '../state/photos';

/** Suggestions from the photo's analysis, offered one by one; nothing is applied automatically. */
export function Offers() {
  const say = useMessages();
  const suggestions = usePhoto((state) => state.suggestions);
  const tables = usePhoto((state) => state.document?.jpegTables ?? false);
  const repairs = useRepairs((state) => state.repairs);
  if (!suggestions) {
    return (
      <section className="panel-section">
        <p className="quiet">{say('suggest.looking')}</p>
      </section>
    );
  }
  const all = offersOf(suggestions, tables);
  const open = all.filter((offer) => !taken(repairs, offer));
  if (all.length > 0 && open.length === 0) return null;
  return (
    <section className="panel-section">
      {open.length === 0 ? (
        <p className="quiet">{say('suggest.none')}</p>
      ) : (
        <>
          <h2 className="section-title">{say('suggest.title')}</h2>
          <div className="chips">
            {open.map((offer) => (
              <Button
                key={offer.repair}
                className="chip"
                onPress={() => changeRepairs((current) => withOffer(current, offer))}
              >
                <IconPlus size={14} aria-hidden />
                {wordsOf(offer, say)}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function taken(repairs: Repairs, { repair }: Offer): boolean {
  return repairs[repair].on;
}

function wordsOf(offer: Offer, say: Say): string {
  switch (offer.repair) {
    case 'noise':
      return say(offer.grain > 0 ? 'suggest.grain' : 'suggest.noise', { levels: offer.levels });
    case 'blur':
      return offer.under
        ? say('suggest.blurUnderNoise', { pixels: offer.deviation, levels: offer.under.levels })
        : say('suggest.blur', { pixels: offer.deviation });
    case 'jpeg':
      return say('suggest.jpeg', { quality: offer.quality });
    case 'colour':
      return say('suggest.colour');
    case 'scratches':
      return say('suggest.scratches');
  }
}
