import { useAlerts } from '../state/alerts';

/** What is said to screen readers alone. */
export function Announcements() {
  const spoken = useAlerts((state) => state.spoken);
  return (
    <div
      className="hidden-visually"
      role="status"
      aria-live="polite"
      // What React Aria leaves to be heard while a dialog is open.
      data-live-announcer="true"
    >
      {spoken}
    </div>
  );
}
