import { Link } from '@tanstack/react-router'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useWords } from '../../../words/language.tsx'
import { useMaps } from '../../maps/use-maps.ts'
import { ancestorsOf } from './ancestors.ts'
import './family.css'

/** The way up from a sub-journey to the journeys that hold it. */
export const Trail = ({ map }: { readonly map: JourneyMap }) => {
  const { say } = useWords()
  const maps = useMaps()
  const above = ancestorsOf(maps.data ?? [], map.parent)
  if (above.length === 0) return null
  return (
    <nav aria-label={say('family.trail')} className="trail">
      <ol>
        {above.map(({ id, title }, index) => (
          <li key={id}>
            <Link
              to="/maps/$map"
              params={{ map: id }}
              search={
                index === above.length - 1 && map.parent?.touchpoint !== undefined
                  ? { aside: `touchpoint:${map.parent.touchpoint}` }
                  : {}
              }
            >
              {title}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
