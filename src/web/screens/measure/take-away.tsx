import { Button, Menu, Text } from '@mantine/core'
import {
  IconBinaryTree,
  IconBraces,
  IconDownload,
  IconPhoto,
  IconTable,
  IconTerminal2,
  IconVector,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useExplaining } from '../../kit/explaining.ts'
import { useWords } from '../../words/language.tsx'
import { type Filters, filterQuery } from '../journeys/filters.ts'
import { savePng, saveSvg, saveText, svgOf } from './take-picture.ts'
import { csvOf } from './take-table.ts'

interface TakeProps {
  readonly name: string
  readonly title: string
  /** What it asks, in words. */
  readonly asks: string
  /** The question, where the api gives its numbers as files. */
  readonly asked?: URLSearchParams
  /** The command that gives the same, where there is one. */
  readonly command?: string
  /** Where the api gives the answer. */
  readonly json: string
  /** The map whose journeys can be taken to the tools of process mining. */
  readonly map?: string
  readonly filters: Filters
}

/** The tables of the screen as they are read, one under the other. */
const tablesHere = (): readonly HTMLTableElement[] => [
  ...document.querySelectorAll<HTMLTableElement>('#content .answer table'),
]

const picturesHere = (): readonly SVGSVGElement[] => [
  ...document.querySelectorAll<SVGSVGElement>('#content .answer svg[data-picture]'),
]

const textsOf = (selector: string): readonly string[] =>
  [...document.querySelectorAll(selector)].map((each) => (each.textContent ?? '').trim()).filter(Boolean)

/** The key figures above the pictures, each after its name. */
const figuresHere = (): readonly string[] =>
  [...document.querySelectorAll('#content .answer [data-figure]')].map((each) => {
    const [name, ...told] = [...each.children].map((child) => (child.textContent ?? '').trim())
    return `${name} : ${told.join(' ')}`
  })

/** What can be taken from the screen as it stands now, an answer that comes meanwhile included. */
const useHere = (opened: boolean) => {
  const [here, look] = useState({ picture: false, tables: false })
  useEffect(() => {
    const content = document.querySelector('#content')
    if (!opened || !content) return
    const see = () => look({ picture: picturesHere().length > 0, tables: tablesHere().length > 0 })
    see()
    const watch = new MutationObserver(see)
    watch.observe(content, { childList: true, subtree: true })
    return () => watch.disconnect()
  }, [opened])
  return here
}

/** Everything that a picture needs around it to be read by itself. */
const useSheet = (title: string, asks: string) => {
  const { say, date } = useWords()
  const { asOf, filters, command } = useExplaining()
  return () => {
    const kept = filters.length === 0 ? say('number.filters.none') : filters.join(' · ')
    const counted = textsOf('#content [data-counted]')
    const figures = figuresHere()
    return {
      title,
      above: [
        asks,
        ...textsOf('#content .answer .headline > span'),
        ...(figures.length > 0 ? [figures.join(' · ')] : []),
      ],
      pictures: picturesHere(),
      below: [
        ...textsOf('#content .answer [data-legend]'),
        [...new Set([`${say('number.filters')} : ${kept}`, ...counted])].join(' · '),
        ...(asOf === undefined ? [] : [`${say('number.asof')} ${date(asOf)}`]),
        ...(command === undefined ? [] : [command]),
      ],
    }
  }
}

/** The picture and the numbers as files, and the command that gives the same numbers. */
export const TakeAway = ({ name, title, asks, asked, command, json, map, filters }: TakeProps) => {
  const { say } = useWords()
  const [copied, setCopied] = useState(false)
  const [opened, setOpened] = useState(false)
  const here = useHere(opened)
  const sheet = useSheet(title, asks)
  const file = (format: 'csv' | 'parquet') => {
    const query = new URLSearchParams(asked)
    query.set('format', format)
    return `/api/analyses/${name}?${query}`
  }
  const log = (format: 'xes' | 'ocel') => {
    const query = filterQuery(filters)
    query.set('format', format)
    return `/api/maps/${encodeURIComponent(map ?? '')}/event-log?${query}`
  }
  const picture = async (as: 'svg' | 'png') => {
    const svg = await svgOf(sheet())
    if (as === 'svg') saveSvg(svg, name)
    else await savePng(svg, name)
  }
  return (
    <Menu
      position="bottom-end"
      withArrow
      shadow="md"
      onChange={(open) => {
        setOpened(open)
        setCopied(false)
      }}
    >
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {say('measure.take')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {here.picture && (
          <>
            <Menu.Label>{say('measure.take.picture')}</Menu.Label>
            <Menu.Item leftSection={<IconVector size={17} aria-hidden />} onClick={() => void picture('svg')}>
              SVG
            </Menu.Item>
            <Menu.Item leftSection={<IconPhoto size={17} aria-hidden />} onClick={() => void picture('png')}>
              PNG
            </Menu.Item>
          </>
        )}
        <Menu.Label>{say('measure.take.numbers')}</Menu.Label>
        {asked && (
          <>
            <Menu.Item component="a" href={file('csv')} download leftSection={<IconTable size={17} aria-hidden />}>
              CSV
            </Menu.Item>
            <Menu.Item component="a" href={file('parquet')} download leftSection={<IconTable size={17} aria-hidden />}>
              Parquet
            </Menu.Item>
          </>
        )}
        {!asked && here.tables && (
          <Menu.Item
            leftSection={<IconTable size={17} aria-hidden />}
            onClick={() => saveText(csvOf(tablesHere()), `${name}.csv`, 'text/csv')}
          >
            {say('measure.take.shown')}
          </Menu.Item>
        )}
        <Menu.Item
          component="a"
          href={json}
          download={`${name}.json`}
          leftSection={<IconBraces size={17} aria-hidden />}
        >
          JSON
        </Menu.Item>
        {map !== undefined && (
          <>
            <Menu.Label>{say('measure.take.log')}</Menu.Label>
            <Menu.Item component="a" href={log('xes')} download leftSection={<IconBinaryTree size={17} aria-hidden />}>
              XES
            </Menu.Item>
            <Menu.Item component="a" href={log('ocel')} download leftSection={<IconBinaryTree size={17} aria-hidden />}>
              OCEL 2.0
            </Menu.Item>
          </>
        )}
        {command !== undefined && (
          <>
            <Menu.Divider />
            <Menu.Item
              closeMenuOnClick={false}
              leftSection={<IconTerminal2 size={17} aria-hidden />}
              onClick={() => void navigator.clipboard.writeText(command).then(() => setCopied(true))}
            >
              {say(copied ? 'measure.take.copied' : 'measure.take.command')}
              <Text size="xs" className="quiet" ff="monospace" maw={340} style={{ overflowWrap: 'anywhere' }}>
                {command}
              </Text>
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
