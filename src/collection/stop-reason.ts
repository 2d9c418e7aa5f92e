/** Why a message sent live is not kept as an interaction. Closed; the spine lists them. */
export type StopReason =
  | 'malformed'
  | 'too-large'
  | 'no-event'
  | 'no-person'
  | 'unreadable-time'
  | 'before-1990'
  | 'in-the-future'
  | 'no-consent'

/** Why a sender is asked to come again: nothing is lost, since it keeps what it holds and sends it later. */
export type PushBack =
  /** Its source sends more than it may. */
  | 'over-limit'
  /** The log is too far ahead of those who read it. */
  | 'readers-behind'
  /** Too many bytes are being read at this moment. */
  | 'busy'

/** Why a request of a webhook is not taken in: nobody sends it again in another way. */
export type TurnedAway =
  /** No rule of its mapping recognises it. */
  | 'not-mapped'
  | 'no-signature'
  | 'wrong-signature'
  /** What it signed is too old: somebody plays it again. */
  | 'too-old'
