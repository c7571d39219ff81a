import { useEffect } from 'react';
import { useProgram } from '../state/program';

/** Applies the chosen theme to the page; 'system' follows the system's theme. */
export function useTheme(): void {
  const theme = useProgram((state) => state.info?.settings.theme ?? 'dark');
  useEffect(() => {
    const light = window.matchMedia('(prefers-color-scheme: light)');
    const put = () => {
      const isLight = theme === 'light' || (theme === 'system' && light.matches);
      document.documentElement.dataset['theme'] = isLight ? 'light' : 'dark';
    };
    put();
    light.addEventListener('change', put);
    return () => light.removeEventListener('change', put);
  }, [theme]);
}
