import { type ComponentType, lazy, Suspense } from 'react'
import { Working } from '../../../kit/state.tsx'
import type { AsideProps } from '../view-props.ts'

/** A panel that travels only once somebody opens it. */
const split = (load: () => Promise<{ default: ComponentType<AsideProps> }>): ComponentType<AsideProps> => {
  const Body = lazy(load)
  return (props) => (
    <Suspense fallback={<Working />}>
      <Body {...props} />
    </Suspense>
  )
}

export const TouchpointAside = split(async () => ({
  default: (await import('./touchpoint-panel.tsx')).TouchpointPanel,
}))
export const StageAside = split(async () => ({ default: (await import('./stage-panel.tsx')).StagePanel }))
export const MapAside = split(async () => ({ default: (await import('./map-panel.tsx')).MapPanel }))
