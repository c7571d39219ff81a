import './library.css';
import '../top/top-bar.css';
import { EmptyWindow } from '../empty/empty-window';
import { PlaceSwitch } from './place-switch';

/** The window before any photo is open, with the way to its other place. */
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
