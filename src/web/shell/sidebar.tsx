import { Text, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useWords } from '../words/language.tsx'
import { LOOP, PLACES, type Place, placeAt } from './navigation.ts'

const PlaceLink = ({ place, narrow }: { readonly place: Place; readonly narrow: boolean }) => {
  const { say } = useWords()
  const Icon = place.icon
  const name = say(place.key)
  const here = placeAt(useLocation().pathname) === place
  return (
    <Link
      to={place.to}
      className={here ? 'nav-link active' : 'nav-link'}
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: false }}
      {...(here && { 'aria-current': 'page' as const })}
      {...(narrow && { 'aria-label': name, title: name })}
    >
      <Icon size={19} aria-hidden />
      {!narrow && <span>{name}</span>}
    </Link>
  )
}

/** The loop, step by step, with the screens that work; narrow, their icons only. */
export const Loop = ({ narrow = false }: { readonly narrow?: boolean }) => {
  const { say } = useWords()
  const of = (step: Place['step']) => PLACES.filter((place) => place.step === step)
  const links = (step: Place['step']) => of(step).map((place) => <PlaceLink key={place.to} {...{ place, narrow }} />)
  return (
    <div className="loop">
      {links('home')}
      {LOOP.filter(({ step }) => of(step).length > 0).map(({ step }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of links; a section would be one landmark more
        <div role="group" key={step} className="loop-group" aria-label={say(`loop.${step}`)}>
          {narrow ? (
            <hr className="loop-rule" />
          ) : (
            <Text size="xs" className="loop-step" aria-hidden>
              {say(`loop.${step}`)}
            </Text>
          )}
          {links(step)}
        </div>
      ))}
    </div>
  )
}

/** The navigation beside every screen, wide or narrow as the reader left it. */
export const Sidebar = ({ narrow, toggle }: { readonly narrow: boolean; readonly toggle: () => void }) => {
  const { say } = useWords()
  const Icon = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const name = say(narrow ? 'nav.widen' : 'nav.narrow')
  return (
    <>
      <Loop narrow={narrow} />
      <UnstyledButton className="nav-link nav-fold" onClick={toggle} aria-expanded={!narrow} aria-label={name}>
        <Icon size={19} aria-hidden />
        {!narrow && <span>{name}</span>}
      </UnstyledButton>
    </>
  )
}
