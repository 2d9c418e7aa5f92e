import { useMediaQuery } from '@mantine/hooks'
import { type RefObject, useMemo, useRef } from 'react'
import { tell, type UserText } from '../../../../kernel/index.ts'
import { useChannelName } from '../../../words/channel.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { useDraft } from '../draft/use-draft.ts'
import { useAside } from '../use-aside.ts'
import type { ViewProps } from '../view-props.ts'
import { createActs } from './acts.ts'
import { type BoardParts, createBoardStore } from './board-store.ts'
import { type Cell, idOf, kindOf } from './cell.ts'
import { createGestures } from './gestures.tsx'
import { boardKeys } from './use-board-keys.ts'
import { useCarrying } from './use-carrying.ts'

/** What a board's cells share, made once: a change is there at once, so that what follows it never waits for a drawing. */
export const useParts = (
  { id, map }: ViewProps,
  board: RefObject<HTMLElement | null>,
  line: RefObject<HTMLElement | null>,
) => {
  const draft = useDraft(id)
  const { say } = useWords()
  const { language } = useLanguage()
  const { show } = useAside()
  const wide = useMediaQuery('(min-width: 75em)', true)
  const channels = useChannelName(map)
  const now = useRef({ draft, say, language, show, wide, channels })
  now.current = { draft, say, language, show, wide, channels }
  const { readOnly } = draft
  const ports = useMemo(() => {
    const store = createBoardStore()
    const title = (text: UserText | undefined) => tell(text, now.current.language)
    const acts = createActs({
      map: () => now.current.draft.latest(),
      change: (...changes) => now.current.draft.change(...changes),
      language: () => now.current.language,
    })
    const shared = {
      store,
      acts,
      title: (cell: Cell) => {
        const list: readonly { readonly id: string; readonly title: UserText }[] =
          kindOf(cell) === 'stage' ? acts.map().stages : acts.map().touchpoints
        return title(list.find((one) => one.id === idOf(cell))?.title)
      },
      say: () => now.current.say,
      undo: () => now.current.draft.undo(),
      point: (at: readonly string[] | null) => now.current.draft.point(at),
      board: () => board.current,
      line: () => line.current,
      show: (aside: string) => now.current.show(aside),
      wide: () => now.current.wide,
      readOnly: () => now.current.draft.readOnly,
    }
    return { ...shared, gestures: createGestures(shared) }
  }, [board, line])
  const carrying = useCarrying(ports)
  // Its own titles and names change with the language and the map's channels only.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the channels' names are read through the last drawing's
  const parts = useMemo<BoardParts>(
    () => ({
      store: ports.store,
      acts: ports.acts,
      readOnly,
      title: (text) => tell(text, language),
      channelName: (channel) => now.current.channels(channel),
    }),
    [ports, readOnly, language, map.channels],
  )
  const keys = useMemo(
    () =>
      boardKeys({
        store: ports.store,
        acts: ports.acts,
        gestures: ports.gestures,
        carry: carrying.keys.begin,
        readOnly,
      }),
    [ports, carrying, readOnly],
  )
  return { parts, gestures: ports.gestures, carrying, keys, titleOf: ports.title, people: draft.people }
}
