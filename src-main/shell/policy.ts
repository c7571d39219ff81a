/**
 * The page's content security policy: nothing but its own files and the pictures that its host serves at `pictures`
 * (a scheme; left out, its own origin). Styles may be inline, since controls are positioned by style elements; scripts never.
 */
export function contentSecurityPolicy(pictures = ''): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    `img-src 'self' blob: ${pictures}`.trim(),
    `connect-src 'self' ${pictures}`.trim(),
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers that go with every file of the page. */
export function pageHeaders(type: string, pictures?: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy(pictures),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
