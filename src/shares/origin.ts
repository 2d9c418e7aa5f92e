/**
 * An origin as `frame-ancestors` takes it: scheme, host, port. Nothing else is let into a header, and nothing that
 * would open it to everybody (`*`, `https:`). Plain http is for this machine's own pages.
 */
export const originOf = (text: string): string | undefined => {
  const [, scheme = '', host = '', port = ''] =
    /^(https?):\/\/([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::(\d{1,5}))?\/?$/i.exec(text.trim()) ?? []
  const local = /^(?:localhost|127\.0\.0\.1)$/i.test(host)
  if (host === '' || host.includes('..') || Number(port) > 65_535 || (scheme.toLowerCase() === 'http' && !local))
    return undefined
  return `${scheme}://${host}${port === '' ? '' : `:${Number(port)}`}`.toLowerCase()
}
