import type { Words } from '../kernel/index.ts'

/** Every word of the report's page, in both languages. A test fails on one that is missing, empty or unused. */
export const PAGE_WORDS = {
  abandoned: { fr: 'abandonnés', en: 'abandoned' },
  abandonedThere: { fr: 'Abandonnés à cette étape', en: 'Abandoned at this stage' },
  after: { fr: 'Après', en: 'After' },
  aim: { fr: 'objectif', en: 'objective' },
  andMore: {
    fr: 'autres chemins, trop divers ou trop rares pour être montrés un à un',
    en: 'other paths, too varied or too rare to be shown one by one',
  },
  answers: { fr: 'Réponses', en: 'Answers' },
  asOf: { fr: 'Situation au', en: 'As of' },
  averageFitness: { fr: 'Moyenne par parcours', en: 'Mean over journeys' },
  basisCase: { fr: 'suivis par leur numéro de dossier', en: 'followed by their case number' },
  basisPerson: { fr: 'reconstitués par personne', en: 'inferred by person' },
  basisSession: { fr: 'reconstitués par visite de 30 minutes', en: 'inferred by 30-minute session' },
  before: { fr: 'Avant', en: 'Before' },
  breakingPoint: { fr: 'Point de rupture', en: 'Breaking point' },
  breakingTitle: { fr: 'Points de rupture', en: 'Breaking points' },
  breakingLead: {
    fr: 'Les étapes où l’on abandonne nettement plus qu’ailleurs.',
    en: 'The stages where people give up clearly more than elsewhere.',
  },
  breakingNone: {
    fr: 'Aucune étape ne se détache : l’abandon n’y est pas nettement supérieur à celui des autres.',
    en: 'No stage stands out: none loses clearly more people than the others.',
  },
  bySteps: { fr: 'Voir le détail par point de contact', en: 'See it by touchpoint' },
  byData: { fr: 'proposé par les données', en: 'proposed by the data' },
  channel: { fr: 'Canal', en: 'Channel' },
  channels: { fr: 'Canaux', en: 'Channels' },
  conform: { fr: 'conformes', en: 'conform' },
  conformance: { fr: 'Conformité', en: 'Conformance' },
  conformanceLead: {
    fr: 'Ce que les clients ont fait autrement que prévu, par ordre de fréquence.',
    en: 'What customers did otherwise than designed, most frequent first.',
  },
  conformanceTitle: { fr: 'Écarts au parcours conçu', en: 'Deviations from the design' },
  cost: { fr: 'Coût cumulé', en: 'Total cost' },
  countLabel: { fr: 'Nombre', en: 'Count' },
  dark: { fr: 'Thème sombre', en: 'Dark theme' },
  declared: { fr: 'Déclarés sur la carte', en: 'Declared on the map' },
  definitions: { fr: 'Comment lire ces nombres', en: 'How to read these numbers' },
  definitionsLead: {
    fr: 'Chaque nombre souligné de points s’explique : survolez-le, touchez-le ou atteignez-le au clavier.',
    en: 'Every number underlined with dots explains itself: hover it, tap it or reach it with the keyboard.',
  },
  designedTimes: { fr: 'prévu', en: 'expected' },
  deviating: { fr: 'avec écarts', en: 'deviating' },
  deviationBroken: { fr: 'rompus', en: 'broken' },
  deviationsLane: { fr: 'Écarts', en: 'Deviations' },
  devOutOfOrder: { fr: 'hors ordre', en: 'out of order' },
  devRepeated: { fr: 'répété', en: 'repeated' },
  devSkipped: { fr: 'sauté', en: 'skipped' },
  devTooSlow: { fr: 'trop lent', en: 'too slow' },
  devWrongChannel: { fr: 'autre canal', en: 'other channel' },
  dropOff: { fr: 'Abandon', en: 'Drop-off' },
  duration: { fr: 'Durée médiane', en: 'Median time' },
  end: { fr: 'fin du parcours', en: 'end of the journey' },
  ended: { fr: 'Abandonné', en: 'Abandoned' },
  entered: { fr: 'Parcours entrés', en: 'Journeys entered' },
  event: { fr: 'Interaction', en: 'Interaction' },
  events: { fr: 'Interactions', en: 'Interactions' },
  eventsOnMap: { fr: 'reconnues par la carte', en: 'recognised by the map' },
  expected: { fr: 'Temps prévu', en: 'Expected time' },
  filters: { fr: 'Filtres', en: 'Filters' },
  fitness: { fr: 'Adéquation à la carte', en: 'Fit to the map' },
  footer: {
    fr: 'Page autonome produite par Parcours : aucune donnée ne la quitte, aucun réseau n’est utilisé.',
    en: 'A self-contained page made by Parcours: no data leaves it and no network is used.',
  },
  gridLead: {
    fr: 'La carte conçue, éclairée par ce que les clients ont vécu.',
    en: 'The designed map, lit by what customers lived.',
  },
  gridTitle: { fr: 'Étape par étape', en: 'Stage by stage' },
  headlines: { fr: 'À retenir', en: 'In short' },
  instances: { fr: 'Parcours', en: 'Journeys' },
  interval: { fr: 'Intervalle à 95 %', en: '95% interval' },
  keyTitle: { fr: 'Chiffres clés', en: 'Key figures' },
  language: { fr: 'Langue', en: 'Language' },
  lastLived: { fr: 'Dernier contact le plus fréquent', en: 'Most frequent last contact' },
  late: { fr: 'en retard', en: 'late' },
  lift: { fr: 'Fréquence relative', en: 'Lift' },
  lowerBound: {
    fr: 'Borne basse : une étape est trop grande pour l’alignement exact.',
    en: 'A lower bound: one stage is too large for the exact alignment.',
  },
  max: { fr: 'Temps maximal', en: 'Maximum time' },
  median: { fr: 'Médiane', en: 'Median' },
  momentsLead: {
    fr: 'Ceux que l’équipe a déclarés, et ceux que les données proposent.',
    en: 'Those that the team declared, and those that the data propose.',
  },
  momentsNone: { fr: 'Aucun pour l’instant.', en: 'None so far.' },
  momentsTitle: { fr: 'Moments clés', en: 'Key moments' },
  nSample: { fr: 'Effectif (n)', en: 'Sample (n)' },
  noData: { fr: 'non mesuré', en: 'not measured' },
  notDesigned: { fr: 'non prévu', en: 'not designed' },
  notEntered: { fr: 'Dossiers sans entrée dans le parcours', en: 'Cases that never entered the journey' },
  notShown: { fr: 'Non montrés, car fondés sur moins de', en: 'Not shown, resting on fewer than' },
  objective: { fr: 'Objectifs', en: 'Objectives' },
  offMapLead: {
    fr: 'Ce que les clients vivent et que la carte ne prévoit pas, et à quel moment.',
    en: 'What customers live that the map does not foresee, and when.',
  },
  offMapNone: {
    fr: 'Aucune : la carte reconnaît toutes les interactions.',
    en: 'None: the map recognises every interaction.',
  },
  offMapTitle: { fr: 'Interactions hors carte', en: 'Off-map interactions' },
  offers: { fr: 'Offres', en: 'Offers' },
  onTrack: { fr: 'en bonne voie', en: 'on track' },
  open: { fr: 'en cours', en: 'open' },
  other: { fr: 'Autres', en: 'Other' },
  others: { fr: 'Ailleurs', en: 'Elsewhere' },
  ofWhich: { fr: 'dont', en: 'of which' },
  p90: { fr: 'Neuf sur dix en moins de', en: 'Nine in ten within' },
  path: { fr: 'Chemin', en: 'Path' },
  pathsLead: {
    fr: 'De gauche à droite, les étapes dans l’ordre où elles ont été vécues. L’épaisseur est le nombre de parcours ; tout ce qui entre dans une case en ressort.',
    en: 'From left to right, the stages in the order in which they were lived. Thickness is the number of journeys; all that flows into a box flows out of it.',
  },
  pathsTitle: { fr: 'Les chemins empruntés', en: 'The paths taken' },
  perfect: { fr: 'Parcours sans aucun écart', en: 'Journeys without any deviation' },
  persona: { fr: 'Personas', en: 'Personas' },
  proposed: { fr: 'Proposés par les données', en: 'Proposed by the data' },
  satisfaction: { fr: 'Satisfaction', en: 'Satisfaction' },
  sectionsNav: { fr: 'Sections de la page', en: 'Sections of the page' },
  proof: { fr: 'preuve', en: 'evidence' },
  share: { fr: 'Part', en: 'Share' },
  skip: { fr: 'Aller au contenu', en: 'Skip to the content' },
  stage: { fr: 'Étape', en: 'Stage' },
  start: { fr: 'début du parcours', en: 'start of the journey' },
  step: { fr: 'Pas', en: 'Step' },
  succeeded: { fr: 'aboutis', en: 'succeeded' },
  succeededNode: { fr: 'Abouti', en: 'Succeeded' },
  stillOpen: { fr: 'En cours', en: 'Open' },
  successRate: { fr: 'Taux de réussite', en: 'Success rate' },
  tableOf: { fr: 'Le même contenu en tableau', en: 'The same content as a table' },
  times: { fr: 'Temps', en: 'Times' },
  to: { fr: 'Vers', en: 'To' },
  touchpoint: { fr: 'Point de contact', en: 'Touchpoint' },
  touchpoints: { fr: 'Points de contact', en: 'Touchpoints' },
  variant: {
    fr: 'chemins distincts, répétitions immédiates confondues',
    en: 'distinct paths, immediate repetitions told once',
  },
  variantsWorking: { fr: 'Les plus fréquents parmi les aboutis', en: 'The commonest among those that succeed' },
  variantsTitle: { fr: 'Les chemins les plus fréquents', en: 'The commonest paths' },
  window: { fr: 'Fenêtre', en: 'Window' },
  withheldNote: {
    fr: 'Les effectifs trop petits pour être sûrs, ou pour protéger les personnes, sont masqués',
    en: 'Counts too small to be sure of, or to protect people, are withheld',
  },
  z: { fr: 'Écart (z)', en: 'Difference (z)' },
} as const satisfies Record<string, Words>

export type PageWord = keyof typeof PAGE_WORDS

/** What each kind of number means: shown with the number, and gathered at the end of the page. */
export const DEFINITIONS = {
  instances: {
    term: { fr: 'Parcours vécu', en: 'Lived journey' },
    meaning: {
      fr: 'Le passage d’une personne dans la carte, de l’entrée à la réussite, à l’abandon, ou encore en cours. Total = aboutis + abandonnés + en cours.',
      en: 'One person’s passage through the map, from entry to success or abandonment, or still open. Total = succeeded + abandoned + open.',
    },
  },
  successRate: {
    term: { fr: 'Taux de réussite', en: 'Success rate' },
    meaning: {
      fr: 'Parcours aboutis sur parcours terminés (aboutis ou abandonnés). Les parcours encore en cours ne comptent pas : les compter comme perdus ferait baisser le taux à tort.',
      en: 'Journeys that succeeded over journeys that ended (succeeded or abandoned). Open journeys are left out: counting them as lost would wrongly lower the rate.',
    },
  },
  dropOff: {
    term: { fr: 'Abandon à une étape', en: 'Drop-off at a stage' },
    meaning: {
      fr: 'Parcours abandonnés à cette étape, sur ceux qui y sont entrés et dont le temps imparti est écoulé. Les personnes encore dans les temps ne comptent pas.',
      en: 'Journeys abandoned at this stage over those that entered it and whose allowed time has run out. People still within their time are not counted.',
    },
  },
  time: {
    term: { fr: 'Temps vécu', en: 'Lived time' },
    meaning: {
      fr: 'Médiane : la moitié des parcours est plus rapide. Neuf sur dix : le 90e centile. Estimés par la méthode de Kaplan-Meier quand des parcours sont encore en cours.',
      en: 'Median: half of the journeys are faster. Nine in ten: the 90th percentile. Estimated by Kaplan-Meier where journeys are still open.',
    },
  },
  late: {
    term: { fr: 'En retard', en: 'Late' },
    meaning: {
      fr: 'Parcours restés dans l’étape plus longtemps que le temps prévu par la carte, sur ceux dont le temps est connu, y compris ceux qui s’y sont arrêtés (la médiane ne compte que ceux qui en sont sortis).',
      en: 'Journeys that stayed in the stage longer than the map expects, over those whose time is known, those who stopped there included (the median counts only those who left it).',
    },
  },
  volume: {
    term: { fr: 'Volume d’un point de contact', en: 'Volume of a touchpoint' },
    meaning: {
      fr: 'Nombre de parcours qui sont passés par ce point de contact au moins une fois, et part du total des parcours.',
      en: 'Number of journeys that met this touchpoint at least once, and their share of all journeys.',
    },
  },
  channel: {
    term: { fr: 'Canal', en: 'Channel' },
    meaning: {
      fr: 'Interactions reconnues, réparties par canal. Un canal « non prévu » n’est pas déclaré pour ce point de contact sur la carte.',
      en: 'Recognised interactions by channel. A channel “not designed” is not declared for that touchpoint on the map.',
    },
  },
  satisfaction: {
    term: { fr: 'Satisfaction', en: 'Satisfaction' },
    meaning: {
      fr: 'NPS : promoteurs (9-10) moins détracteurs (0-6), de −100 à 100. CSAT : part de notes 4 ou 5 sur 5. CES : note moyenne de facilité, de 1 à 7. Intervalles : Wald ajusté, Wilson, Student.',
      en: 'NPS: promoters (9–10) minus detractors (0–6), from −100 to 100. CSAT: share of 4 or 5 out of 5. CES: mean ease, from 1 to 7. Intervals: adjusted Wald, Wilson, Student.',
    },
  },
  fitness: {
    term: { fr: 'Adéquation à la carte', en: 'Fit to the map' },
    meaning: {
      fr: 'De 0 à 1. Chaque parcours est aligné au mieux sur la carte ; un point de contact obligatoire sauté coûte 1 (2 pour un moment d’engagement, 3 pour un moment de vérité), un point hors de sa place 1, un autre canal que prévu 0,5. Adéquation = 1 − coûts / pire coût possible.',
      en: 'From 0 to 1. Each journey is aligned with the map as well as can be; a mandatory touchpoint skipped costs 1 (2 for an engagement moment, 3 for a moment of truth), one out of place 1, another channel than designed 0.5. Fit = 1 − costs / worst possible cost.',
    },
  },
  deviation: {
    term: { fr: 'Écart', en: 'Deviation' },
    meaning: {
      fr: 'Différence entre un parcours et la carte, au sens de l’alignement le moins coûteux : sauté, répété, hors ordre, sur un autre canal, trop lent.',
      en: 'A difference between a journey and the map in the cheapest alignment: skipped, repeated, out of order, on another channel, too slow.',
    },
  },
  offMap: {
    term: { fr: 'Hors carte', en: 'Off-map' },
    meaning: {
      fr: 'Interaction qu’aucun point de contact ne prévoit. « × 3 » : trois fois plus fréquente à cet endroit que si elle arrivait au hasard. Candidate pour un point de contact manquant.',
      en: 'An interaction that no touchpoint foresees. “× 3”: three times more frequent there than if it came by chance. A candidate for a missing touchpoint.',
    },
  },
  path: {
    term: { fr: 'Chemin', en: 'Path' },
    meaning: {
      fr: 'Suite de ce qui a été vécu, du premier au dernier contact. Ce qui n’est pas montré passe par une case « Autres », si bien que les flux s’équilibrent.',
      en: 'What was lived, from the first contact to the last. What is not shown flows through a box “Other”, so that flows balance.',
    },
  },
  breaking: {
    term: { fr: 'Point de rupture', en: 'Breaking point' },
    meaning: {
      fr: 'Étape dont l’abandon est significativement supérieur à celui de l’ensemble des autres (comparaison de deux proportions).',
      en: 'A stage whose drop-off is significantly above that of all others together (two-proportion test).',
    },
  },
  moment: {
    term: { fr: 'Moment proposé', en: 'Proposed moment' },
    meaning: {
      fr: 'Remarqué dans les données, avec sa preuve ; une personne le confirme ou le rejette. Une association, non une cause.',
      en: 'Noticed in the data, with its evidence; a person confirms or rejects it. An association, not a cause.',
    },
  },
} as const satisfies Record<string, { readonly term: Words; readonly meaning: Words }>

export type Definition = keyof typeof DEFINITIONS
