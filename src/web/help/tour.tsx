import { Button, CloseButton, Group, Portal, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react'
import { useMaps } from '../screens/maps/use-maps.ts'
import { useWords } from '../words/language.tsx'
import { TOUR, type TourStep } from './tour-steps.ts'
import { useAnchor, usePlace } from './use-anchor.ts'
import { tour, useTour } from './use-tour.ts'
import './tour.css'

const CARD = { width: 352, height: 250, gap: 14 }

/** Beside the element where there is room: right, left, below, above; else over its lower corner. */
const besideOf = (place: DOMRect): CSSProperties => {
  const { innerWidth: width, innerHeight: height } = window
  const top = Math.min(Math.max(64, place.top), height - CARD.height - 16)
  if (width - place.right > CARD.width + 2 * CARD.gap) return { top, left: place.right + CARD.gap }
  if (place.left > CARD.width + 2 * CARD.gap) return { top, left: place.left - CARD.width - CARD.gap }
  const left = Math.min(Math.max(16, place.left), width - CARD.width - 16)
  if (height - place.bottom > CARD.height + CARD.gap) return { top: place.bottom + CARD.gap, left }
  if (place.top > CARD.height + CARD.gap + 56) return { bottom: height - place.top + CARD.gap, left }
  return { bottom: 24, right: 24 }
}

/** Says the step by its heading, which takes the focus, so that a screen reader reads it and Escape is heard. */
const Card = ({ step, index, place }: { readonly step: TourStep; readonly index: number; readonly place: DOMRect }) => {
  const { say } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is read when it comes
  useEffect(() => heading.current?.focus({ preventScroll: true }), [step.id])
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') tour.leave()
    else if (event.key === 'ArrowRight') tour.go(index + 1)
    else if (event.key === 'ArrowLeft' && index > 0) tour.go(index - 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const last = index === TOUR.length - 1
  return (
    <div
      role="dialog"
      aria-labelledby="tour-title"
      aria-describedby="tour-text"
      className="tour-card"
      style={besideOf(place)}
      onKeyDown={press}
    >
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text size="sm" className="quiet">
          {say('tour.count', { step: index + 1, steps: TOUR.length })}
        </Text>
        <CloseButton size="sm" aria-label={say('tour.leave')} onClick={tour.leave} />
      </Group>
      <Title order={2} size="h3" id="tour-title" tabIndex={-1} ref={heading} mb={4}>
        {say(`tour.${step.id}.title`)}
      </Title>
      <Text id="tour-text">{say(`tour.${step.id}.text`)}</Text>
      <Group justify="space-between" mt="md">
        <Button variant="subtle" color="gray" disabled={index === 0} onClick={() => tour.go(index - 1)}>
          {say('tour.before')}
        </Button>
        <Button onClick={() => tour.go(index + 1)}>{say(last ? 'tour.end' : 'tour.next')}</Button>
      </Group>
    </div>
  )
}

const Ring = ({ place }: { readonly place: DOMRect }) => (
  <div
    className="tour-ring"
    aria-hidden="true"
    style={{ top: place.top - 6, left: place.left - 6, width: place.width + 12, height: place.height + 12 }}
  />
)

const Stop = ({ step, index, map }: { readonly step: TourStep; readonly index: number; readonly map: string }) => {
  const navigate = useNavigate()
  const anchor = useAnchor(step.anchor)
  const place = usePlace(anchor instanceof HTMLElement ? anchor : undefined)
  const forward = useRef({ index: -1, way: 1 })
  if (forward.current.index !== index) forward.current = { index, way: index < forward.current.index ? -1 : 1 }
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step leads to its place once
  useEffect(() => void navigate(step.at(map)), [step.id, map])
  useEffect(() => {
    if (anchor === 'absent') tour.go(index + forward.current.way)
  }, [anchor, index])
  if (!place) return null
  return (
    <>
      <Ring place={place} />
      <Card step={step} index={index} place={place} />
    </>
  )
}

/** The five-minute tour, over the screens themselves: what they show stays in use. */
export const Tour = () => {
  const { open, step } = useTour()
  const maps = useMaps()
  const current = TOUR[step]
  const map = maps.data?.find(({ id }) => id === 'cuisine') ?? maps.data?.[0]
  if (!open || !current || !map) return null
  return (
    <Portal>
      <Stop step={current} index={step} map={map.id} />
    </Portal>
  )
}
