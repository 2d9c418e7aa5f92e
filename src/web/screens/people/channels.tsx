import {
  type Icon,
  IconBell,
  IconBrandWhatsapp,
  IconBuildingStore,
  IconDeviceMobile,
  IconDevices,
  IconHeartHandshake,
  IconHome,
  IconMail,
  IconMailbox,
  IconMessage2,
  IconMessageCircle,
  IconPhone,
  IconPointFilled,
  IconShare3,
  IconStar,
  IconVideo,
  IconWorld,
} from '@tabler/icons-react'
import { useWords } from '../../words/language.tsx'

const SIGNS = {
  web: IconWorld,
  app: IconDeviceMobile,
  email: IconMail,
  sms: IconMessage2,
  rcs: IconMessage2,
  whatsapp: IconBrandWhatsapp,
  push: IconBell,
  phone: IconPhone,
  chat: IconMessageCircle,
  store: IconBuildingStore,
  mail: IconMailbox,
  social: IconShare3,
  review: IconStar,
  partner: IconHeartHandshake,
  device: IconDevices,
  home: IconHome,
  video: IconVideo,
} as const satisfies Record<string, Icon>

const isKnown = (channel: string): channel is keyof typeof SIGNS => Object.hasOwn(SIGNS, channel)

/** A channel's name for a reader; one that a map or a file named stays as it was named. */
export const useChannel = () => {
  const { say } = useWords()
  return (channel: string): string => (isKnown(channel) ? say(`channel.${channel}`) : channel || '–')
}

/** The sign of a channel; its name stands beside it. */
export const ChannelSign = ({ channel }: { readonly channel: string }) => {
  const Sign = isKnown(channel) ? SIGNS[channel] : IconPointFilled
  return <Sign size={16} aria-hidden className="channel-sign" />
}
