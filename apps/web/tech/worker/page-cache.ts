/** Put in when the page is built: its version, and every file it is made of. */
declare const PAGE_VERSION: string;
declare const PAGE_FILES: readonly string[];

const OURS = 'doorward-tech-';
const PAGE = '/tech/';
const cacheName = OURS + PAGE_VERSION;

/** Fetches the whole page, all of it or nothing: a half would not open without signal. */
export async function keepPage(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(PAGE_FILES.map((path) => new Request(path, { cache: 'reload' })));
}

export async function sweepCaches(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(OURS) && name !== cacheName).map((old) => caches.delete(old)),
  );
}

/** The page and its files come from the phone, with signal or without; everything else is asked of the server. */
export function answerFromCache(request: Request): Promise<Response> | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return null;
  const path = request.mode === 'navigate' && (pathname === PAGE || pathname === '/tech') ? PAGE : pathname;
  if (!PAGE_FILES.includes(path)) return null;
  return caches.match(path, { cacheName }).then((kept) => kept ?? fetch(request));
}
