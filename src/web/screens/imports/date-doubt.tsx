import { Button, Group, Select, Stack, Text } from '@mantine/core'
import type { Chosen, PreviewDates } from '../../../imports/index.ts'
import { Notice } from '../../kit/notice.tsx'
import { useWords } from '../../words/language.tsx'

interface Props {
  readonly dates: PreviewDates
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
}

/** A written date in words, the day or the month first. */
const readAs = (example: string, order: 'dmy' | 'mdy'): string | undefined => {
  const [, first, second, year = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})/.exec(example) ?? []
  const [day, month] = order === 'dmy' ? [first, second] : [second, first]
  if (day === undefined || month === undefined || Number(month) > 12) return undefined
  const full = year.length === 2 ? `20${year}` : year
  return `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const ORDERS = ['dmy', 'mdy'] as const

const Asked = ({ dates, chosen, choose }: Props) => {
  const { say, date } = useWords()
  const example = dates.example ?? '03/04/2026'
  return (
    <Notice tone="watch" role="alert" title={say('import.dates.ask', { example: example.trim() })}>
      <Stack gap="sm">
        {dates.order === 'both' && <Text size="sm">{say('import.dates.both')}</Text>}
        <Group>
          {ORDERS.map((order) => {
            const read = readAs(example, order)
            return (
              <Button key={order} variant="light" onClick={() => choose({ ...chosen, dateFormat: order })}>
                {read === undefined
                  ? say(`import.dates.${order}`)
                  : say(`import.dates.${order}.read`, { date: date(read) })}
              </Button>
            )
          })}
        </Group>
      </Stack>
    </Notice>
  )
}

/** Whether 03/04 is in March or April, asked in words; and the clock of times that do not say theirs. */
export const DateDoubt = (props: Props) => {
  const { say } = useWords()
  const { dates, chosen, choose } = props
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <>
      {dates.order !== 'clear' && <Asked {...props} />}
      {(chosen.dateFormat === 'dmy' || chosen.dateFormat === 'mdy') && (
        <Group gap="xs">
          <Text size="sm">{say(chosen.dateFormat === 'mdy' ? 'import.dates.mdy' : 'import.dates.dmy')}</Text>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              const { dateFormat: _, ...rest } = chosen
              choose(rest)
            }}
          >
            {say('import.dates.change')}
          </Button>
        </Group>
      )}
      {!dates.zoned && (
        <Select
          label={say('import.zone')}
          description={say('import.zone.lead')}
          data={zones.includes(dates.zone) ? zones : [dates.zone, ...zones]}
          value={dates.zone}
          onChange={(zone) => zone !== null && choose({ ...chosen, zone })}
          searchable
          allowDeselect={false}
          maw={420}
        />
      )}
    </>
  )
}
