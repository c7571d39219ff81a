import { IconPlus } from '@tabler/icons-react';
import { Button } from 'react-aria-components';
import type { RepairName } from '../../src-main/operators/catalogue';
import { findDamage } from '../actions/mask';
import { useMessages } from '../messages/messages';
import { offersOf, type PhotoOffer } from '../repairs/offers';
import { start } from '../state/alerts';
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
  const open = all.filter(({ repair }) => !repairs[repair].on);
  if (all.length > 0 && open.length === 0) return null;
  return (
    <section className="panel-section">
      {open.length === 0 ? (
        <p className="quiet">{say('suggest.none')}</p>
      ) : (
        <>
          <h2 className="section-title">{say('suggest.title')}</h2>
          <div className="chips">
            {open.map(({ repair, words, take }) => (
              <Button key={repair} className="chip" onPress={() => accept(repair, take)}>
                <IconPlus size={14} aria-hidden />
                {say(words.key, words.values)}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

/** Takes an offer. Scratches are also found and marked, because their repair alone would change nothing. */
function accept(repair: RepairName, take: PhotoOffer['take']): void {
  changeRepairs(take);
  if (repair === 'scratches') start(findDamage, 'mark');
}
