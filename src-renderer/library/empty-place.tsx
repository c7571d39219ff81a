import './library.css';
import '../top/top-bar.css';
import { EmptyWindow } from '../empty/empty-window';
import { PlaceSwitch } from './place-switch';

/** The window without an open photo, with the switch to the library. */
export function EmptyPlace() {
  return (
    <div className="empty-place">
      <header className="top-bar">
        <PlaceSwitch />
      </header>
      <EmptyWindow />
    </div>
  );
}
