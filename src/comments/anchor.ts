/** What a thread is about: the whole map, a stage, a touchpoint, or a lane's cell at a stage or a touchpoint. */
export type Anchor = 'map' | `stage:${string}` | `touchpoint:${string}` | `cell:${string}:${string}`

/** The pattern of an anchor, for the schema that validates one. */
export const ANCHOR_PATTERN = '^(?:map|(?:stage|touchpoint):[^:\\s]{1,200}|cell:[^:\\s]{1,200}:[^:\\s]{1,200})$'

export const isAnchor = (text: string): text is Anchor => new RegExp(ANCHOR_PATTERN, 'u').test(text)
