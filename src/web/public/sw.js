// Opens the application where the server cannot be reached: its pages, and the maps that were opened on this browser.
// What is kept: the application's own files and the designs of maps; never what people lived, said or are.
const KEPT = 'parcours-1'
const MOST_KEPT = 300
const MAP = /^\/api\/maps\/[^/]+(?:\/draft\/standing)?$/
const PAGE = '/'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

const keep = async (request, response) => {
  if (!response.ok || response.redirected) return
  const cache = await caches.open(KEPT)
  await cache.put(request, response)
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_KEPT)).map((key) => cache.delete(key)))
}

// An answer kept from one language is that of any other.
const kept = async (request) => (await caches.open(KEPT)).match(request, { ignoreVary: true })

/** The server's answer; where there is none, the last one. */
const freshOrKept = async (event, key) => {
  try {
    const response = await fetch(event.request)
    event.waitUntil(keep(key, response.clone()))
    return response
  } catch (problem) {
    const last = await kept(key)
    if (last) return last
    throw problem
  }
}

/** A built file never changes under its name. */
const keptOrFresh = async (event) => {
  const known = await kept(event.request)
  if (known) return known
  const response = await fetch(event.request)
  event.waitUntil(keep(event.request, response.clone()))
  return response
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname, searchParams } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || searchParams.has('token')) return
  if (pathname.startsWith('/assets/')) event.respondWith(keptOrFresh(event))
  else if (MAP.test(pathname)) event.respondWith(freshOrKept(event, request))
  else if (request.mode === 'navigate' && !pathname.startsWith('/reports/') && !pathname.startsWith('/api/'))
    event.respondWith(freshOrKept(event, PAGE))
})

/** What a page had loaded before this was in charge. */
self.addEventListener('message', (event) => {
  const files = Array.isArray(event.data) ? event.data.filter((file) => typeof file === 'string') : []
  const add = async (file) => {
    const { origin, pathname } = new URL(file, self.location.origin)
    const own =
      origin === self.location.origin && (pathname.startsWith('/assets/') || pathname === PAGE || MAP.test(pathname))
    if (own && !(await kept(pathname))) await keep(pathname, await fetch(pathname))
  }
  event.waitUntil(Promise.allSettled(files.slice(0, MOST_KEPT).map(add)))
})
