import type { MomentKind, Phase } from '../maps/index.ts'

/** One accent (a petrol blue) on paper; the other hues only say good, watch and bad. */
export const INK = '#1b2730'
export const QUIET = '#5a6872'
export const HAIR = '#d5dde1'
export const FAINT = '#eef2f4'
export const PAPER = '#ffffff'
export const ACCENT = '#0f5c73'
export const ACCENT_SOFT = '#bcd6de'
export const GOOD = '#2a7a57'
export const WATCH = '#a86208'
export const BAD = '#b53a26'

export const PHASE_COLOURS: Record<Phase, string> = { before: '#4b7a8c', during: '#0f5c73', after: '#5c6b75' }

export const MOMENT_COLOURS: Record<MomentKind, string> = {
  truth: '#0f5c73',
  engagement: '#6a4a8c',
  delight: '#2a7a57',
  irritant: '#a86208',
  breaking_point: '#b53a26',
}
