import './theme/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { connectHost } from './hosts/served-bridge';

// In Electron the preload has already done this.
connectHost();

const root = document.getElementById('window');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
