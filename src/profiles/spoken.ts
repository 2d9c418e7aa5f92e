/** Events that say what was shown, not what anybody said. */
export const QUIET_EVENTS: readonly string[] = ['Page Viewed', 'Screen Viewed']
/** Properties that tell who somebody is, or how they came, and not what they said. */
export const QUIET_PROPERTIES: readonly string[] = ['traits.', 'identifiers.', 'claimed.', 'context.']
/** Properties that are somebody's words even where they are one word; others are where they are several. */
export const SPOKEN: readonly string[] = [
  'text',
  'comment',
  'commentaire',
  'message',
  'verbatim',
  'body',
  'subject',
  'objet',
  'note',
  'topic',
  'motif',
  'reason',
]
