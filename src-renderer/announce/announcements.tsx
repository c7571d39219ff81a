import { useAlerts } from '../state/alerts';

/** Announcements for screen readers only. */
export function Announcements() {
  const spoken = useAlerts((state) => state.spoken);
  return (
    <div
      className="hidden-visually"
      role="status"
      aria-live="polite"
      // React Aria keeps elements with this attribute audible while a dialog is open.
      data-live-announcer="true"
    >
      {spoken}
    </div>
  );
}
