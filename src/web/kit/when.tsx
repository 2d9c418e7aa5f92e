import { useIntl } from 'react-intl'

const STEPS = [
  ['minute', 60, 3_600],
  ['hour', 3_600, 86_400],
  ['day', 86_400, 30 * 86_400],
] as const

/** How long ago, as people say it; the exact time on hovering, and beyond a month the date. */
export const When = ({ at }: { readonly at: string }) => {
  const intl = useIntl()
  const seconds = (new Date(at).getTime() - Date.now()) / 1000
  const exact = intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
  const step = STEPS.find(([, , below]) => Math.abs(seconds) < below)
  const words = step
    ? intl.formatRelativeTime(Math.abs(seconds) < 60 ? 0 : Math.round(seconds / step[1]), step[0], { numeric: 'auto' })
    : intl.formatDate(at, { dateStyle: 'medium' })
  return (
    <time dateTime={at} title={exact}>
      {words}
    </time>
  )
}
