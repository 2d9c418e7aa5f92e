import type { Words } from '../kernel/index.ts'

/**
 * What is true in the synthetic company because it was planted there. Each truth can be switched off: the company
 * then lives the same calendar without it, and an analysis that still finds it is wrong.
 */
export const TRUTHS = {
  momentOfTruth: {
    kind: 'truth',
    touchpoint: 'design-appointment',
    words: {
      fr: 'Le rendez-vous de conception fait basculer le projet : réussi, on signe et on recommande ; raté, on part.',
      en: 'The design appointment swings the project: when it goes well people sign and recommend, else they leave.',
    },
  },
  irritant: {
    kind: 'irritant',
    touchpoint: 'delivery-date-change',
    words: {
      fr: 'Un changement de date de livraison fait chuter la satisfaction, et rien ne la fait monter autant.',
      en: 'A changed delivery date makes satisfaction fall, and keeping the date does not raise it as much.',
    },
  },
  missingTouchpoint: {
    kind: 'irritant',
    touchpoint: 'order-tracking',
    event: 'Order Status Asked',
    words: {
      fr: 'Faute de suivi en ligne, les clients appellent pour savoir où en est leur commande.',
      en: 'With no tracking online, customers call to know where their order is.',
    },
  },
  breakingPoint: {
    kind: 'breaking_point',
    stage: 'decide',
    words: {
      fr: 'Entre le devis et la signature, plus de la moitié des projets s’arrêtent.',
      en: 'Between the quote and the signature, more than half of the projects stop.',
    },
  },
  channelBounce: {
    kind: 'breaking_point',
    touchpoint: 'configurator',
    words: {
      fr: 'Le configurateur en ligne oblige à appeler, puis à revenir sur le site, dans les 24 heures.',
      en: 'The online configurator forces people to call, then to come back to the site, within 24 hours.',
    },
  },
} as const satisfies Record<
  string,
  { readonly kind: string; readonly touchpoint?: string; readonly stage?: string; event?: string; words: Words }
>

/** What is planted in how people live with the company, and is no moment of the journey. */
export const HABITS = {
  storeLoyalty: {
    words: {
      fr: 'Qui a commencé par le magasin dépense deux fois plus que les autres à chaque retour.',
      en: 'Whoever began with the store spends twice as much as the others each time they come back.',
    },
  },
  redesignDecides: {
    words: {
      fr: 'Reprendre le plan avec le conseiller après le devis fait signer.',
      en: 'Taking the plan up again with the adviser after the quote makes people sign.',
    },
  },
  siteUnmeasured: {
    /** The day of Paris, a Wednesday like others. */
    day: '2025-03-12',
    words: {
      fr: 'Le mercredi 12 mars 2025, le site n’a pas été mesuré : pas une page vue.',
      en: 'On Wednesday 12 March 2025 the site was not measured: not one page viewed.',
    },
  },
} as const satisfies Record<string, { readonly day?: string; readonly words: Words }>

export type PlantedMoment = keyof typeof TRUTHS
export type Truth = PlantedMoment | keyof typeof HABITS

/** Which truths hold; every one, unless said otherwise. */
export type Planted = Readonly<Record<Truth, boolean>>

export const planted = (off: readonly Truth[] = []): Planted => ({
  momentOfTruth: !off.includes('momentOfTruth'),
  irritant: !off.includes('irritant'),
  missingTouchpoint: !off.includes('missingTouchpoint'),
  breakingPoint: !off.includes('breakingPoint'),
  channelBounce: !off.includes('channelBounce'),
  storeLoyalty: !off.includes('storeLoyalty'),
  redesignDecides: !off.includes('redesignDecides'),
  siteUnmeasured: !off.includes('siteUnmeasured'),
})
