/** One word of the product: how it is said, and what it means. */
export interface Entry {
  readonly of: 'collected' | 'designed' | 'lived' | 'moments' | 'numbers' | 'together'
  readonly name: { readonly fr: string; readonly en: string }
  readonly means: { readonly fr: string; readonly en: string }
}

const entry = (
  of: Entry['of'],
  names: readonly [fr: string, en: string],
  means: readonly [fr: string, en: string],
): Entry => ({ of, name: { fr: names[0], en: names[1] }, means: { fr: means[0], en: means[1] } })

/** The words that a reader meets on the screens, in the order of the loop. */
export const VOCABULARY = {
  interaction: entry(
    'collected',
    ['interaction', 'interaction'],
    [
      'Une chose qui s’est passée entre une personne et l’entreprise, sur un canal, à un instant : une page vue, un appel, une visite, un achat.',
      'One thing that happened between a person and the company, on a channel, at an instant: a page viewed, a call, a visit, a purchase.',
    ],
  ),
  channel: entry(
    'collected',
    ['canal', 'channel'],
    [
      'Par où l’interaction passe : site, magasin, téléphone… Un canal est numérique, humain ou physique, propre à l’entreprise ou tiers.',
      'Which way the interaction came: web, store, phone… A channel is digital, human or physical, the company’s own or a third party’s.',
    ],
  ),
  source: entry(
    'collected',
    ['source', 'source'],
    [
      'D’où viennent les interactions : un fichier, un système, un site. Chaque source a un niveau de confiance.',
      'Where interactions come from: a file, a system, a site. Each source is trusted so far and no further.',
    ],
  ),
  set_aside: entry(
    'collected',
    ['mis de côté', 'set aside'],
    [
      'Un message reçu qui n’est pas une interaction lisible : gardé un mois avec la raison, jamais compté.',
      'A message received that is no readable interaction: kept a month with its reason, never counted.',
    ],
  ),
  profile: entry(
    'collected',
    ['profil client', 'profile'],
    [
      'Une personne derrière ses nombreux identifiants, avec tout ce qu’elle a vécu. Toute fusion peut être défaite.',
      'One person behind many identifiers, with everything that person lived. Every merge can be undone.',
    ],
  ),
  map: entry(
    'designed',
    ['carte', 'map'],
    [
      'Le parcours tel que l’entreprise l’a conçu : périmètre, étapes, points de contact et ce qui en est attendu.',
      'The journey as the company designed it: perimeter, stages, touchpoints and what is expected of them.',
    ],
  ),
  perimeter: entry(
    'designed',
    ['périmètre', 'perimeter'],
    [
      'Pour qui la carte vaut (personas, offres), ce qui ouvre le parcours, ce qui le fait aboutir, et la durée laissée.',
      'Whom the map is for (personas, offers), what opens the journey, what makes it succeed, and the time it is given.',
    ],
  ),
  persona: entry(
    'designed',
    ['persona', 'persona'],
    ['La sorte de client pour qui une carte est dessinée.', 'The kind of customer a map is drawn for.'],
  ),
  stage: entry(
    'designed',
    ['étape', 'stage'],
    [
      'Une partie nommée de la carte, avant, pendant ou après l’achat, avec sa durée prévue et sa durée maximale.',
      'A named part of the map, before, during or after purchase, with its expected and its maximum time.',
    ],
  ),
  touchpoint: entry(
    'designed',
    ['point de contact', 'touchpoint'],
    [
      'Une sorte d’interaction que la carte prévoit. Une règle reconnaît les événements qui lui correspondent.',
      'A kind of interaction that the map foresees. A rule recognises the events that belong to it.',
    ],
  ),
  rule: entry(
    'designed',
    ['règle de reconnaissance', 'match rule'],
    [
      'Ce qui reconnaît un événement : son nom et des conditions sur ses propriétés.',
      'What recognises an event: its name and conditions on its properties.',
    ],
  ),
  lane: entry(
    'designed',
    ['ligne', 'lane'],
    [
      'Une rangée de la carte : canaux, émotion, leviers… Une vue de plus sur les mêmes points de contact.',
      'A row of the map: channels, emotion, levers… One more view of the same touchpoints.',
    ],
  ),
  lever: entry(
    'designed',
    ['levier', 'lever'],
    [
      'Ce sur quoi l’expérience s’appuie : information, facilitation, personnalisation, conseil, socialisation, autonomie, résolution, émotion. Visé par l’entreprise, perçu par le client.',
      'What the experience rests on: information, facilitation, personalisation, advice, socialisation, autonomy, resolution, emotion. Aimed at by the company, perceived by the customer.',
    ],
  ),
  dimension: entry(
    'designed',
    ['dimension', 'dimension'],
    [
      'Transactionnelle (acheter), relationnelle (être reconnu) ou servicielle (être aidé).',
      'Transactional (buying), relational (being known) or service (being helped).',
    ],
  ),
  evidence: entry(
    'designed',
    ['niveau de preuve', 'evidence level'],
    [
      'Sur quoi repose une affirmation : hypothèse, rapportée, observée ou mesurée. Il est visible sur chacune.',
      'How well a claim is founded: hypothesis, reported, observed or measured. It shows on every claim.',
    ],
  ),
  backstage: entry(
    'designed',
    ['coulisses', 'backstage'],
    [
      'Ce qui porte un point de contact sans que le client le voie : équipe, règles, systèmes, compétences.',
      'What carries a touchpoint out of the customer’s sight: team, rules, systems, skills.',
    ],
  ),
  personalisation_ceiling: entry(
    'designed',
    ['plafond de personnalisation', 'ceiling of personalisation'],
    [
      'Jusqu’où l’on peut personnaliser ici avec les systèmes, les compétences et l’organisation d’aujourd’hui.',
      'How far one can personalise here with today’s systems, skills and organisation.',
    ],
  ),
  journey_instance: entry(
    'lived',
    ['parcours vécu', 'lived journey'],
    [
      'Le passage d’une personne par la carte : abouti, abandonné ou encore en cours.',
      'One person’s passage through the map: succeeded, abandoned or still open.',
    ],
  ),
  open: entry(
    'lived',
    ['en cours', 'open'],
    [
      'Encore dans le temps laissé : ni abouti, ni perdu. Il n’entre dans aucun taux d’abandon.',
      'Still within the time allowed: neither succeeded nor lost. It counts in no drop-off.',
    ],
  ),
  drop_off: entry(
    'lived',
    ['arrêts', 'drop-off'],
    [
      'La part de ceux qui se sont arrêtés à une étape, parmi ceux dont le temps est écoulé ; ceux qui sont encore en chemin ne comptent pas.',
      'The share of those who stopped at a stage, among those whose time is up; people still on their way do not count.',
    ],
  ),
  conformance: entry(
    'lived',
    ['conformité', 'conformance'],
    [
      'À quel point les parcours vécus suivent la carte : 100 % veut dire exactement comme prévu.',
      'How closely lived journeys follow the map: 100% means exactly as designed.',
    ],
  ),
  deviation: entry(
    'lived',
    ['écart', 'deviation'],
    [
      'Ce qui a été sauté, répété, fait dans un autre ordre ou sur un autre canal que prévu.',
      'What was skipped, repeated, done out of order or on another channel than designed.',
    ],
  ),
  off_map: entry(
    'lived',
    ['hors carte', 'off the map'],
    [
      'Ce que les clients font et qu’aucun point de contact ne prévoit : souvent, un point de contact qui manque.',
      'What customers do and no touchpoint foresees: often, a touchpoint that is missing.',
    ],
  ),
  lift: entry(
    'lived',
    ['surreprésentation', 'lift'],
    [
      'Combien de fois plus souvent une interaction arrive à cet endroit qu’ailleurs.',
      'How many times more often an interaction comes there than elsewhere.',
    ],
  ),
  variant: entry(
    'lived',
    ['variante', 'variant'],
    [
      'Une suite exacte de points de contact, et les parcours qui l’ont vécue.',
      'One exact sequence of touchpoints, and the journeys that lived it.',
    ],
  ),
  segment: entry(
    'lived',
    ['segment', 'segment'],
    ['Une règle qui dit qui en fait partie, toujours à jour.', 'A rule that says who belongs, always up to date.'],
  ),
  satisfaction: entry(
    'lived',
    ['satisfaction', 'satisfaction'],
    [
      'Ce que disent les clients : NPS (recommanderaient-ils ?), CSAT (sont-ils satisfaits ?), CES (était-ce facile ?).',
      'What customers say: NPS (would they recommend?), CSAT (are they satisfied?), CES (was it easy?).',
    ],
  ),
  verbatim: entry(
    'lived',
    ['verbatim', 'verbatim'],
    [
      'Une phrase dite par un client, dans une enquête, un avis ou une conversation.',
      'A sentence a customer said, in a survey, a review or a conversation.',
    ],
  ),
  moment: entry(
    'moments',
    ['moment clé', 'key moment'],
    [
      'Un moment qui compte plus que les autres, déclaré en atelier ou remarqué dans les données, puis confirmé ou rejeté par une personne.',
      'A moment that matters more than the others, declared in a workshop or noticed in the data, then confirmed or rejected by a person.',
    ],
  ),
  moment_of_truth: entry(
    'moments',
    ['moment de vérité', 'moment of truth'],
    [
      'Là où la satisfaction se joue dans les deux sens : bien vécu il l’élève, mal vécu il la fait tomber.',
      'Where satisfaction is decided both ways: lived well it lifts it, lived badly it brings it down.',
    ],
  ),
  engagement_moment: entry(
    'moments',
    ['moment d’engagement clé', 'engagement moment'],
    [
      'Là où le client s’engage et où l’entreprise investit : la suite en dépend.',
      'Where the customer commits and the company invests: what follows depends on it.',
    ],
  ),
  delight: entry(
    'moments',
    ['enchantement', 'delight'],
    [
      'Ce qui réjouit quand c’est là, sans manquer quand ce n’y est pas.',
      'What pleases when it is there, and is not missed when it is not.',
    ],
  ),
  irritant: entry(
    'moments',
    ['irritant', 'irritant'],
    [
      'Ce qui fait baisser la satisfaction, présent ou parce qu’un point de contact attendu manque.',
      'What brings satisfaction down, by being there or because an expected touchpoint is missing.',
    ],
  ),
  breaking_point: entry(
    'moments',
    ['point de rupture', 'breaking point'],
    [
      'Une étape où l’on s’arrête nettement plus qu’aux autres, sans confusion possible avec le hasard.',
      'A stage where clearly more people stop than at the others, beyond what chance explains.',
    ],
  ),
  rate: entry(
    'numbers',
    ['taux', 'rate'],
    [
      'Un nombre sur un autre, toujours avec son effectif n et son intervalle ; jamais une moyenne de moyennes.',
      'One count over another, always with its n and its interval; never an average of averages.',
    ],
  ),
  interval: entry(
    'numbers',
    ['intervalle à 95 %', '95% interval'],
    [
      'Où se trouve sans doute la vraie valeur : plus l’effectif est petit, plus il est large.',
      'Where the true value very likely lies: the smaller the number of people, the wider.',
    ],
  ),
  withheld: entry(
    'numbers',
    ['trop peu', 'too few'],
    [
      'Trop peu de personnes pour dire un nombre sans tromper ni désigner quelqu’un : il est tu.',
      'Too few people to tell a number without misleading or pointing at somebody: it is withheld.',
    ],
  ),
  median: entry(
    'numbers',
    ['médiane', 'median'],
    [
      'La moitié des parcours va plus vite, l’autre moitié moins vite ; ceux qui sont encore en cours sont pris en compte.',
      'Half the journeys are faster, half slower; those still open are accounted for.',
    ],
  ),
  revision: entry(
    'together',
    ['révision', 'revision'],
    [
      'Un état de la carte, gardé pour toujours, que l’on peut comparer et restaurer.',
      'A state of the map, kept for good, which can be compared and restored.',
    ],
  ),
  workshop: entry(
    'together',
    ['atelier', 'workshop'],
    [
      'Une réunion où chacun note en même temps, sans nom, depuis son téléphone ; l’accord et le désaccord sont montrés.',
      'A meeting where everyone rates at once, unnamed, from a phone; agreement and disagreement are shown.',
    ],
  ),
  alignment: entry(
    'together',
    ['tour d’alignement', 'alignment round'],
    [
      'Chaque responsable dit sa définition, sa priorité et son objectif du parcours ; les écarts sont mis côte à côte.',
      'Each leader tells their definition, priority and objective for the journey; differences are put side by side.',
    ],
  ),
} as const satisfies Record<string, Entry>

export type Word = keyof typeof VOCABULARY
