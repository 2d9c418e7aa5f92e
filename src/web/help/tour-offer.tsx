import { Button, Group } from '@mantine/core'
import { useWords } from '../words/language.tsx'
import { TOUR } from './tour-steps.ts'
import { tour, useTour } from './use-tour.ts'
import './tour.css'

/** On the first screen, until the tour is taken or declined. */
export const TourOffer = () => {
  const { say } = useWords()
  const { open, step, over } = useTour()
  if (open || over) return null
  const begun = step > 0
  return (
    <section className="tour-offer" aria-label={say('tour.name')}>
      <p>{begun ? say('tour.offer.resume', { step: step + 1, steps: TOUR.length }) : say('tour.offer')}</p>
      <Group gap="xs">
        <Button size="sm" onClick={begun ? tour.resume : tour.start}>
          {say(begun ? 'tour.resume' : 'tour.start')}
        </Button>
        <Button size="sm" variant="subtle" color="gray" onClick={tour.decline}>
          {say('tour.decline')}
        </Button>
      </Group>
    </section>
  )
}
