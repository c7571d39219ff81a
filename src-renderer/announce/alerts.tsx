import './alerts.css';
import { IconX } from '@tabler/icons-react';
import { useMessages } from '../messages/messages';
import { IconButton } from '../parts/icon-button';
import { dismiss, useAlerts } from '../state/alerts';

/** Sentences that stay until they are put away; the window goes on meanwhile. */
export function Alerts() {
  const say = useMessages();
  const alerts = useAlerts((state) => state.alerts);
  return (
    <section className="alerts" aria-label={say('alert.label')}>
      {alerts.map(({ id, tone, message, download }) => (
        <div key={id} className={`alert alert-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
          <p>{message}</p>
          {download && (
            <a href={download.url} download={download.name}>
              {say('save.fetch', { name: download.name })}
            </a>
          )}
          <IconButton label={say('alert.dismiss')} icon={IconX} placement="top" onPress={() => dismiss(id)} />
        </div>
      ))}
    </section>
  );
}
