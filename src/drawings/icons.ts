import type { ChannelKind } from '../events/index.ts'
import type { MomentKind } from '../maps/index.ts'
import { MOMENT_COLOURS, PAPER } from './colours.ts'
import type { PathMark } from './marks.ts'

/** Line drawings on a grid of 16, drawn for this project. */
const CHANNEL_ICONS: Record<string, string> = {
  web: 'M2 3h12v8.5H2zM5.5 14h5M8 11.5V14M2 5.5h12',
  app: 'M4.5 1.5h7v13h-7zM7.2 12.5h1.6',
  email: 'M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5',
  sms: 'M2 2.5h12v8.5H7l-3.5 3V11H2zM5 6.8h.1M8 6.8h.1M11 6.8h.1',
  rcs: 'M2 2.5h12v8.5H7l-3.5 3V11H2zM5 5.5h6M5 8h4',
  whatsapp: 'M8 1.8a6.2 6.2 0 1 1-3.1 11.6L1.8 14.2l.8-3.1A6.2 6.2 0 0 1 8 1.8zM5.8 6.2c0 2.200 1.800 4 4 4',
  push: 'M8 2c-2.500 0-4 1.800-4 4.200V9.500L2.700 11.800h10.600L12 9.500V6.200C12 3.800 10.500 2 8 2zM6.500 14h3',
  phone:
    'M4.200 1.800L2.300 3.700c-.6 4.300 5.700 10.600 10 10l1.900-1.900-3-2.600-1.900 1.300c-1.500-.8-3-2.300-3.800-3.800l1.300-1.900z',
  chat: 'M1.500 2.500h9v6H6l-2.500 2.200V8.500h-2zM6.500 10.500v1H10l2.500 2v-2h2v-6h-2',
  store: 'M2.500 7v7h11V7M1.500 6.500L3 2h10l1.500 4.500zM6.500 14v-4.500h3V14',
  mail: 'M2 5.500L8 2l6 3.500V14H2zM2 6l6 4.500L14 6',
  social:
    'M4 8a1.800 1.800 0 1 0 .01 0zM12 2.200a1.800 1.800 0 1 0 .01 0zM12 10.200a1.800 1.800 0 1 0 .01 0zM5.600 9l4.800-4M5.600 10.700l4.800 1.200',
  review: 'M8 1.800l1.900 4 4.300.5-3.200 3 .9 4.400L8 11.500l-3.900 2.200.9-4.400-3.200-3 4.300-.5z',
  partner:
    'M5.200 7.200a2.300 2.300 0 1 0-.01 0zM11.200 7.200a1.900 1.900 0 1 0-.01 0zM1.300 13.500c0-2.500 1.700-4 3.900-4s3.900 1.500 3.900 4M10.500 9.300c2.400-.2 4.200 1.400 4.200 3.700',
  device:
    'M4 4h8v8H4zM6.500 1.500V4M9.500 1.500V4M6.500 12v2.500M9.500 12v2.500M1.500 6.500H4M1.500 9.500H4M12 6.500h2.500M12 9.500h2.500',
}

const KIND_ICONS: Record<ChannelKind, string> = {
  digital: 'M2 3h12v8.5H2zM5.500 14h5M8 11.500V14',
  human: 'M8 7.500a2.800 2.800 0 1 0-.01 0zM2.500 14.200c0-3 2.300-4.700 5.500-4.700s5.500 1.700 5.500 4.700',
  physical: 'M2.500 7v7h11V7M1.500 6.500L3 2h10l1.500 4.500zM6.500 14v-4.500h3V14',
}

/** The icon of a channel, or of its kind where the channel is the map's own. Line data on a grid of 16. */
export const channelIcon = (channel: string, kind: ChannelKind): string =>
  (Object.hasOwn(CHANNEL_ICONS, channel) ? CHANNEL_ICONS[channel] : undefined) ?? KIND_ICONS[kind]

/** Shapes that differ without colour: diamond, star, heart, triangle, bolt. */
export const MOMENT_ICONS: Record<MomentKind, string> = {
  truth: 'M8 1l7 7-7 7-7-7z',
  engagement: 'M8 1.200l2.100 4.500 4.900.6-3.600 3.400 1 4.900L8 12.100l-4.400 2.500 1-4.900L1 6.300l4.900-.6z',
  delight:
    'M8 14.200C3.500 11 1.200 8.600 1.200 5.700 1.200 3.600 2.800 2 4.800 2 6.100 2 7.300 2.700 8 3.800 8.700 2.700 9.900 2 11.200 2c2 0 3.600 1.600 3.600 3.700 0 2.900-2.300 5.300-6.800 8.500z',
  irritant: 'M8 1.500l7 13H1z',
  breaking_point: 'M9.500 1L3 9.200h4.200L6 15l7-8.500H8.500z',
}

/** A moment's icon as marks on a grid of 16: full where confirmed, hollow where proposed, dashed where missing. */
export const momentIcon = (kind: MomentKind, state: { proposed: boolean; missing: boolean }): PathMark[] => {
  const colour = MOMENT_COLOURS[kind]
  const hollow = state.proposed || state.missing
  const shape: PathMark = {
    kind: 'path',
    d: MOMENT_ICONS[kind],
    fill: hollow ? PAPER : colour,
    stroke: colour,
    strokeWidth: 1.4,
    ...(state.missing && { dash: [2.2, 1.6] as const }),
  }
  return [shape]
}
