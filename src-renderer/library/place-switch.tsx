import { useMessages } from '../messages/messages';
import { Segments } from '../parts/segments';
import { goTo, useLibrary } from './state';

const PLACES = ['photo', 'library'] as const;

/** The window's two places: one photo, and whole folders. */
export function PlaceSwitch() {
  const say = useMessages();
  const place = useLibrary((state) => state.place);
  return (
    <div className="place-switch">
      <Segments
        label={say('library.places')}
        value={place}
        options={PLACES.map((value) => ({ value, text: say(`library.place.${value}`) }))}
        onChange={goTo}
      />
    </div>
  );
}
