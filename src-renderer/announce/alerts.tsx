import './alerts.css';
import { IconX } from '@tabler/icons-react';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { IconButton } from '../parts/icon-button';
import { dismiss, useAlerts } from '../state/alerts';

interface Props {
  /** On the stage, or above everything if no stage is visible. */
  readonly place: 'stage' | 'window';
}

/** Messages that stay until the user dismisses them; the window and dialogs remain usable. */
export function Alerts({ place }: Props) {
  const say = useMessages();
  const alerts = useAlerts((state) => state.alerts);
  return (
    <section
      className={`alerts alerts-${place}`}
      aria-label={say('alert.label')}
      // React Aria keeps elements with this attribute usable while a dialog is open.
      data-react-aria-top-layer={place === 'window' || undefined}
    >
      {alerts.map(({ id, severity, message, download, action }) => (
        <div key={id} className={`alert alert-${severity}`} role={severity === 'error' ? 'alert' : 'status'}>
          <div className="alert-body">
            <p>{message}</p>
            {download && (
              <a href={download.url} download={download.name}>
                {say('save.fetch', { name: download.name })}
              </a>
            )}
            {action && (
              <Button
                look="bare"
                onPress={() => {
                  dismiss(id);
                  action.act();
                }}
              >
                {action.label}
              </Button>
            )}
          </div>
          <IconButton label={say('alert.dismiss')} icon={IconX} placement="top" onPress={() => dismiss(id)} />
        </div>
      ))}
    </section>
  );
}

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
