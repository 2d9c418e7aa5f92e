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
