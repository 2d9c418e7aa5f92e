import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { createContext, use } from 'react'

/** Where tools stand: in a line above what they are for, or in a menu where there is no room for a line. */
const Place = createContext<'line' | 'menu'>('line')
export const ToolPlace = Place
export const useToolPlace = () => use(Place)

interface Props {
  readonly icon: Icon
  readonly name: string
  /** Said beside the name: how many there are. */
  readonly count?: number
  /** In a line its name is written out; else its sign says it, and its name on being pointed at. */
  readonly written?: boolean
  readonly pressed?: boolean
  readonly tour?: string
  /** What it does, or where it leads; `page` opens beside this one. */
  readonly go: (() => void) | { readonly to: string } | { readonly page: string }
}

type Root = Readonly<Record<string, unknown>>

const targetOf = (go: Props['go']) => {
  if (typeof go === 'function') return { onClick: go }
  if ('to' in go) return { renderRoot: (root: Root) => <Link {...root} to={go.to} /> }
  return { renderRoot: (root: Root) => <a {...root} href={go.page} target="_blank" rel="noreferrer" /> }
}

/** One tool of a screen, as its place has room for it. */
export const Tool = ({ icon: Sign, name, count = 0, written = false, pressed, tour, go }: Props) => {
  const place = useToolPlace()
  const words = count > 0 ? `${name} (${count})` : name
  const state = {
    ...targetOf(go),
    ...(pressed !== undefined && { 'aria-pressed': pressed }),
    ...(tour !== undefined && { 'data-tour': tour }),
  }
  const sign = <Sign size={18} aria-hidden />
  if (place === 'menu')
    return (
      <Menu.Item leftSection={sign} {...targetOf(go)}>
        {words}
      </Menu.Item>
    )
  if (written)
    return (
      <Button variant={pressed ? 'light' : 'default'} leftSection={sign} {...state}>
        {words}
      </Button>
    )
  return (
    <Tooltip label={words}>
      {count > 0 ? (
        <Button
          variant={pressed ? 'light' : 'default'}
          px="xs"
          leftSection={sign}
          aria-label={`${name}, ${count}`}
          {...state}
        >
          {count}
        </Button>
      ) : (
        <ActionIcon variant={pressed ? 'light' : 'default'} size={34} aria-label={words} {...state}>
          {sign}
        </ActionIcon>
      )}
    </Tooltip>
  )
}
