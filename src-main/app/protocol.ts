import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { listPageFiles } from '../shell/page-files';
import { pageHeaders } from '../shell/policy';
import { parseTileAddress } from '../shell/tile-address';
import type { Studio } from '../studio/studio';
import { PAGE_ORIGIN, PAGE_SCHEME, PICTURE_SCHEME, PICTURES_URL } from './names';

/** Registers the program's schemes. Must be called before the app is ready. */
export function registerSchemes(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges },
    // Without CORS, a canvas with a tile couldn't be read.
    { scheme: PICTURE_SCHEME, privileges: { ...privileges, corsEnabled: true } },
  ]);
}

/** Serves the page's own files, and only those, at app://daguerre/. */
export function servePage(folder: string): void {
  const files = listPageFiles(folder);
  protocol.handle(PAGE_SCHEME, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = files.get(pathname);
    if (`${PAGE_SCHEME}://${host}` !== PAGE_ORIGIN || method !== 'GET' || !file) return notFound();
    return new Response(await readFile(file.path), { headers: pageHeaders(file.type, `${PICTURE_SCHEME}:`) });
  });
}

/** Serves tiles by the studio's opaque ids; an address never contains a path. */
export function servePictures(studio: Promise<Studio>): void {
  protocol.handle(PICTURE_SCHEME, async ({ url, method }) => {
    const tile = url.startsWith(PICTURES_URL) ? parseTileAddress(url.slice(PICTURES_URL.length)) : undefined;
    if (!tile || method !== 'GET') return notFound();
    const { readTile, knewPicture } = await studio;
    const found = await readTile(tile.picture, tile.level, tile.column, tile.row);
    if (!found) return knewPicture(tile.picture) ? new Response(null, { status: 204 }) : notFound();
    return new Response(found.bytes.slice(), {
      headers: {
        'Content-Type': found.type,
        'Access-Control-Allow-Origin': PAGE_ORIGIN,
        'X-Content-Type-Options': 'nosniff',
      },
    });
  });
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
