import type { Words } from '../kernel/index.ts'
import type { Dimension, EvidenceLevel, Lever, Metric, MomentKind, Need, Phase } from '../maps/index.ts'

/** The words of the format's closed lists, as the interface says them. */
export const PHASE_WORDS: Record<Phase, Words> = {
  before: { fr: 'Avant l’achat', en: 'Before purchase' },
  during: { fr: 'Pendant l’achat', en: 'During purchase' },
  after: { fr: 'Après l’achat', en: 'After purchase' },
}

export const MOMENT_WORDS: Record<MomentKind, Words> = {
  truth: { fr: 'Moment de vérité', en: 'Moment of truth' },
  engagement: { fr: 'Moment d’engagement', en: 'Engagement moment' },
  delight: { fr: 'Enchantement', en: 'Delight' },
  irritant: { fr: 'Irritant', en: 'Irritant' },
  breaking_point: { fr: 'Point de rupture', en: 'Breaking point' },
}

export const LEVER_WORDS: Record<Lever, Words> = {
  information: { fr: 'Information', en: 'Information' },
  facilitation: { fr: 'Facilitation', en: 'Facilitation' },
  personalisation: { fr: 'Personnalisation', en: 'Personalisation' },
  advice: { fr: 'Conseil', en: 'Advice' },
  socialisation: { fr: 'Socialisation', en: 'Socialisation' },
  autonomy: { fr: 'Autonomie', en: 'Autonomy' },
  resolution: { fr: 'Résolution', en: 'Resolution' },
  emotion: { fr: 'Émotion', en: 'Emotion' },
}

export const DIMENSION_WORDS: Record<Dimension, Words> = {
  transactional: { fr: 'transactionnelle', en: 'transactional' },
  relational: { fr: 'relationnelle', en: 'relational' },
  service: { fr: 'servicielle', en: 'service' },
}

export const NEED_WORDS: Record<Need, Words> = {
  mandatory: { fr: 'obligatoire', en: 'mandatory' },
  optional: { fr: 'facultatif', en: 'optional' },
  expected_absent: { fr: 'attendu, absent', en: 'expected, absent' },
}

export const EVIDENCE_WORDS: Record<EvidenceLevel, Words> = {
  hypothesis: { fr: 'hypothèse', en: 'hypothesis' },
  reported: { fr: 'rapporté', en: 'reported' },
  observed: { fr: 'observé', en: 'observed' },
  measured: { fr: 'mesuré', en: 'measured' },
}

export const STATUS_WORDS: Record<'draft' | 'in_review' | 'approved' | 'archived', Words> = {
  draft: { fr: 'brouillon', en: 'draft' },
  in_review: { fr: 'en relecture', en: 'in review' },
  approved: { fr: 'approuvé', en: 'approved' },
  archived: { fr: 'archivé', en: 'archived' },
}

export const STATE_WORDS: Record<'current' | 'target', Words> = {
  current: { fr: 'parcours actuel', en: 'as is' },
  target: { fr: 'parcours cible', en: 'to be' },
}

const CHANNEL_WORDS: Record<string, Words> = {
  web: { fr: 'Site web', en: 'Website' },
  app: { fr: 'Application', en: 'App' },
  email: { fr: 'E-mail', en: 'E-mail' },
  sms: { fr: 'SMS', en: 'SMS' },
  rcs: { fr: 'RCS', en: 'RCS' },
  whatsapp: { fr: 'WhatsApp', en: 'WhatsApp' },
  push: { fr: 'Notification', en: 'Push' },
  phone: { fr: 'Téléphone', en: 'Phone' },
  chat: { fr: 'Tchat', en: 'Chat' },
  store: { fr: 'Magasin', en: 'Store' },
  mail: { fr: 'Courrier', en: 'Post' },
  social: { fr: 'Réseaux sociaux', en: 'Social media' },
  review: { fr: 'Avis', en: 'Reviews' },
  partner: { fr: 'Partenaire', en: 'Partner' },
  device: { fr: 'Appareil', en: 'Device' },
}

/** The words of a channel of the vocabulary; another channel is called as its map calls it. */
export const channelWords = (channel: string): Words => named(CHANNEL_WORDS, channel)

/** A name's own words; a name that is not listed ("constructor" among them) is said as it is, its underscores as spaces. */
const named = (list: Readonly<Record<string, Words>>, name: string): Words =>
  (Object.hasOwn(list, name) ? list[name] : undefined) ?? {
    fr: name.replaceAll('_', ' '),
    en: name.replaceAll('_', ' '),
  }

const METRIC_WORDS: Record<string, Words> = {
  abandonment: { fr: 'Abandon', en: 'Abandonment' },
  conversion: { fr: 'Conversion', en: 'Conversion' },
  satisfaction: { fr: 'Satisfaction', en: 'Satisfaction' },
  nps: { fr: 'NPS', en: 'NPS' },
  csat: { fr: 'CSAT', en: 'CSAT' },
  ces: { fr: 'CES', en: 'CES' },
  no_show: { fr: 'Absences', en: 'No-shows' },
  duration: { fr: 'Durée', en: 'Duration' },
}

export const metricWords = ({ metric }: Pick<Metric, 'metric'>): Words => named(METRIC_WORDS, metric)

/** Metrics that are shares, and so are written in per cent. */
export const isShare = (metric: string, target: number): boolean =>
  !['nps', 'ces', 'duration'].includes(metric) && Math.abs(target) <= 1

/** Words of the drawing itself. */
export const DRAWING_WORDS = {
  touchpoints: { fr: 'Points de contact', en: 'Touchpoints' },
  stages: { fr: 'Étapes', en: 'Stages' },
  phases: { fr: 'Phases', en: 'Phases' },
  channels: { fr: 'Canaux', en: 'Channels' },
  moments: { fr: 'Moments clés', en: 'Key moments' },
  emotion: { fr: 'Courbe d’émotion', en: 'Emotion curve' },
  experience: { fr: 'Ce que pense et ressent le client', en: 'What the customer thinks and feels' },
  drives: { fr: 'Motivations et freins', en: 'Motivations and barriers' },
  levers: { fr: 'Leviers', en: 'Levers' },
  metrics: { fr: 'Indicateurs', en: 'Metrics' },
  backstage: { fr: 'Coulisses', en: 'Backstage' },
  expected: { fr: 'prévu', en: 'expected' },
  max: { fr: 'max.', en: 'max.' },
  anyOrder: { fr: 'ordre libre', en: 'any order' },
  choice: { fr: 'au choix', en: 'alternatives' },
  repeatable: { fr: 'répétable', en: 'repeatable' },
  target: { fr: 'cible', en: 'target' },
  alert: { fr: 'alerte', en: 'alert' },
  aimed: { fr: 'visé', en: 'aimed' },
  perceived: { fr: 'perçu', en: 'perceived' },
  proposed: { fr: 'proposé', en: 'proposed' },
  missing: { fr: 'manquant', en: 'missing' },
  personas: { fr: 'Personas', en: 'Personas' },
  offers: { fr: 'Offres', en: 'Offers' },
  window: { fr: 'Fenêtre', en: 'Window' },
  objectives: { fr: 'Objectifs', en: 'Objectives' },
  revision: { fr: 'révision', en: 'revision' },
  owner: { fr: 'Responsable', en: 'Owner' },
  rules: { fr: 'Règles', en: 'Rules' },
  process: { fr: 'Processus', en: 'Process' },
  systems: { fr: 'Systèmes', en: 'Systems' },
  skills: { fr: 'Compétences', en: 'Skills' },
  data: { fr: 'Données', en: 'Data' },
  organisation: { fr: 'Organisation', en: 'Organisation' },
  ceiling: { fr: 'Plafond de personnalisation', en: 'Personalisation ceiling' },
  everyone: { fr: 'Client', en: 'Customer' },
  unsaid: { fr: 'non dit', en: 'not said' },
  motivation: { fr: 'motivation', en: 'motivation' },
  barrier: { fr: 'frein', en: 'barrier' },
  none: { fr: 'aucun point de contact', en: 'no touchpoint' },
  sheet: { fr: 'feuille', en: 'sheet' },
  designed: { fr: 'Parcours conçu', en: 'Designed journey' },
  pleasant: { fr: 'agréable', en: 'pleasant' },
  unpleasant: { fr: 'pénible', en: 'unpleasant' },
} as const satisfies Record<string, Words>
