import {
  type Icon,
  IconAddressBook,
  IconAt,
  IconBrandInstagram,
  IconBrowser,
  IconCreditCard,
  IconDeviceMobile,
  IconMail,
  IconPhone,
  IconReceipt,
  IconUserCircle,
} from '@tabler/icons-react'
import type { Kind } from '../../../profiles/index.ts'
import { useWords } from '../../words/language.tsx'

const ICONS: Readonly<Record<Kind, Icon>> = {
  user: IconUserCircle,
  crm: IconAddressBook,
  loyalty: IconCreditCard,
  email: IconMail,
  phone: IconPhone,
  social: IconBrandInstagram,
  order: IconReceipt,
  device: IconDeviceMobile,
  anonymous: IconBrowser,
}

/** The sign of a kind of identifier. */
export const KindIcon = ({ kind }: { readonly kind: Kind }) => {
  const Sign = ICONS[kind] ?? IconAt
  return <Sign size={16} aria-hidden style={{ flex: 'none' }} />
}

/** An identifier in short: its sign, its kind for who does not see it, its value. */
export const IdentifierChip = ({ kind, value }: { readonly kind: Kind; readonly value: string }) => {
  const { say } = useWords()
  return (
    <span className="identifier" title={say(`customers.kind.${kind}`)}>
      <KindIcon kind={kind} />
      <span className="sr-only">{say(`customers.kind.${kind}`)}</span>
      <span className="identifier-value">{value}</span>
    </span>
  )
}

const isKnownKind = (kind: string): kind is Kind => kind in ICONS

/** `email:claire@exemple.fr` as its kind and its value. */
export const Named = ({ identifier }: { readonly identifier: string }) => {
  const { say } = useWords()
  const colon = identifier.indexOf(':')
  const [kind, value] = [identifier.slice(0, colon), identifier.slice(colon + 1)]
  return (
    <span>
      {isKnownKind(kind) && <span className="quiet">{say(`customers.kind.${kind}`)} </span>}
      <span style={{ overflowWrap: 'anywhere', fontWeight: 560 }}>{value}</span>
    </span>
  )
}
