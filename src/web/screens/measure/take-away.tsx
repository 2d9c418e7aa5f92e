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
import { useState } from 'react'
import { useWords } from '../../words/language.tsx'
import { type Filters, filterQuery } from '../journeys/filters.ts'
import { savePng, saveSvg, saveText, svgOf } from './take-picture.ts'
import { csvOf } from './take-table.ts'

interface TakeProps {
  readonly name: string
  readonly title: string
  /** The question, where the api gives its numbers as files. */
  readonly asked?: URLSearchParams
  readonly command: string
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

const pictureHere = (): SVGSVGElement | null => document.querySelector<SVGSVGElement>('#content svg[data-picture]')

/** The picture and the numbers as files, and the command that gives the same numbers. */
export const TakeAway = ({ name, title, asked, command, json, map, filters }: TakeProps) => {
  const { say } = useWords()
  const [copied, setCopied] = useState(false)
  const [here, look] = useState({ picture: true, tables: false })
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
  const picture = (as: 'svg' | 'png') => {
    const drawing = pictureHere()
    if (!drawing) return
    const svg = svgOf(drawing, title)
    if (as === 'svg') saveSvg(svg, name)
    else void savePng(svg, name)
  }
  return (
    <Menu
      position="bottom-end"
      withArrow
      shadow="md"
      onOpen={() => look({ picture: pictureHere() !== null, tables: tablesHere().length > 0 })}
      onClose={() => setCopied(false)}
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
            <Menu.Item leftSection={<IconVector size={17} aria-hidden />} onClick={() => picture('svg')}>
              SVG
            </Menu.Item>
            <Menu.Item leftSection={<IconPhoto size={17} aria-hidden />} onClick={() => picture('png')}>
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
      </Menu.Dropdown>
    </Menu>
  )
}
