/** Keeps the application's files in this browser, so that a map being edited opens again without the server. */
export const keepOffline = async (): Promise<void> => {
  // A browser that refuses (private windows) does without.
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/sw.js')
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage(['/'])
  // What this page has loaded, and loads, before the worker is in charge of it.
  const tell = (entries: PerformanceObserverEntryList) =>
    active?.postMessage(
      entries
        .getEntries()
        .map(({ name }) => name)
        .filter((name) => /\/assets\/|\/api\/maps\//.test(name)),
    )
  new PerformanceObserver(tell).observe({ type: 'resource', buffered: true })
}
