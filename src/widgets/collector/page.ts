type Properties = Readonly<Record<string, unknown>>

/** An address without what follows the path: a query may hold anything, a person's name too. */
const plain = (address: string): string => address.split(/[?#]/)[0] ?? ''

const campaign = (): Properties | undefined => {
  const found: Record<string, string> = {}
  new URLSearchParams(location.search).forEach((value, name) => {
    if (/^utm_\w+$/.test(name)) found[name.slice(4) === 'campaign' ? 'name' : name.slice(4)] = value
  })
  return Object.keys(found).length > 0 ? found : undefined
}

/** Where it happens, for the context of a message. */
export const pageContext = (): Properties => ({
  page: {
    path: location.pathname,
    url: plain(location.href),
    title: document.title,
    ...(document.referrer && { referrer: plain(document.referrer) }),
  },
  campaign: campaign(),
  locale: navigator.language,
})

/** How a page names one of its parts; never its text, which may name somebody. */
const nameOf = (element: Element): string =>
  element.getAttribute('data-parcours') || element.id || element.getAttribute('name') || ''

type Track = (event: string, properties: Properties) => void

const clicked = (event: Event, track: Track): void => {
  const element =
    event.target instanceof Element ? event.target.closest('a,button,[role=button],[data-parcours]') : null
  if (!element || element.closest('[data-parcours-off]')) return
  const href = element.getAttribute('href')
  track('Clicked', {
    element: element.tagName.toLowerCase(),
    name: nameOf(element) || undefined,
    href: href ? plain(new URL(href, location.href).href) : undefined,
  })
}

const submitted = (event: Event, track: Track): void => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.closest('[data-parcours-off]')) return
  const fields = [...form.elements].filter(
    (field): field is HTMLInputElement =>
      'name' in field &&
      'value' in field &&
      !!field.name &&
      !/^(?:hidden|submit|button)$/.test((field as HTMLInputElement).type),
  )
  const marked = fields.filter((field) => field.hasAttribute('data-parcours-value') && field.type !== 'password')
  track('Form Submitted', {
    form: nameOf(form) || undefined,
    fields: fields.filter(({ value }) => value !== '').map(({ name }) => name),
    // What somebody typed stays in the page, but for what its owner marked.
    ...(marked.length > 0 && { values: Object.fromEntries(marked.map(({ name, value }) => [name, value])) }),
  })
}

/** Listens to what happens on the page: pages seen, also those that a script shows, clicks and forms. */
export const watchPage = (page: () => void, track: Track): void => {
  addEventListener('click', (event) => clicked(event, track), true)
  addEventListener('submit', (event) => submitted(event, track), true)
  let shown = location.pathname
  const moved = () => {
    if (location.pathname === shown) return
    shown = location.pathname
    page()
  }
  addEventListener('popstate', moved)
  for (const name of ['pushState', 'replaceState'] as const) {
    const own = history[name]
    history[name] = (...given) => {
      own.apply(history, given)
      setTimeout(moved)
    }
  }
}
