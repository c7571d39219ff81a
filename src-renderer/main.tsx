import './theme/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { connectHost } from './hosts/served-bridge';

// In Electron the preload has done it before any program of the page runs.
connectHost();

const root = document.getElementById('window');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
