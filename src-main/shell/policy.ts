/**
 * The page's content security policy. It allows only the page's own files, and pictures from `pictures` (a scheme; by
 * default the page's origin). Styles may be inline, because style elements position controls; scripts may not.
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

/** The HTTP headers of every file of the page. */
export function pageHeaders(type: string, pictures?: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy(pictures),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
