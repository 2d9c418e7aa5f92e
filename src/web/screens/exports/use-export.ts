import { useMutation } from '@tanstack/react-query'
import type { JourneyMap } from '../../../maps/index.ts'
import { Problem } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'
import { type Filters, filterQuery } from '../journeys/filters.ts'

/** Everything that the menu gives. */
export const WAYS = ['pdf-a3', 'pdf-a4', 'png', 'svg', 'html', 'xlsx'] as const
export type Way = (typeof WAYS)[number]

interface Wanted {
  readonly map: JourneyMap
  readonly way: Way
  readonly filters: Filters
}

const queryOf = ({ way, filters }: Wanted): URLSearchParams => {
  const [kind = way, size] = way.split('-')
  const query = kind === 'xlsx' ? filterQuery(filters) : new URLSearchParams()
  query.set('kind', kind)
  if (size) query.set('size', size)
  if (kind === 'xlsx') query.set('lived', 'true')
  return query
}

/** Gives the browser a file to keep, under its name. */
const save = (name: string, file: Blob): void => {
  const url = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

const nameIn = (header: string | null): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(header ?? '')?.[1] ?? 'carte')

/** Takes the map away as it stands on the screen, what was not kept as a revision yet included. */
export const useExport = () => {
  const { language } = useLanguage()
  return useMutation({
    mutationFn: async (wanted: Wanted): Promise<string> => {
      const response = await fetch(`/api/maps/${encodeURIComponent(wanted.map.id)}/export?${queryOf(wanted)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': language },
        body: JSON.stringify({ map: wanted.map }),
      })
      if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
      const name = nameIn(response.headers.get('content-disposition'))
      save(name, await response.blob())
      return name
    },
  })
}
