import type { Chance } from './chance.ts'

const FIRST_NAMES =
  'Claire Karim Léa Hugo Inès Thomas Manon Yanis Chloé Nicolas Camille Mehdi Sarah Antoine Julie Lucas Émilie Mathieu Nadia Pierre Sophie Romain Aïcha Guillaume Élodie Vincent Fatou Benoît Anaïs Rachid Margaux Olivier Noémie Baptiste Leïla Adrien Céline Samuel Hélène Damien Zoé François Mélanie Arthur Yasmine Étienne Lucie Maxime Agnès Théo'.split(
    ' ',
  )
const LAST_NAMES =
  'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Mercier Dupont Lambert Bonnet François Martinez Benali Diallo Traoré Nguyen Haddad Lopez Fontaine Rousseau Blanc Guérin Muller Henry Roussel Perrin Morin Mathieu Clément Gauthier Dumont Lemaire Caron Picard Delattre Vasseur Vandenberghe Ferreira Legall Chevalier Robin Masson Sanchez'.split(
    ' ',
  )

/** The stores of the chain, with the postcodes around and how many people live there. */
export const STORES = {
  lille: { name: 'Lille Englos', city: 'Lille', postcode: '590', weight: 5, advisers: 5 },
  paris: { name: 'Paris Nation', city: 'Paris', postcode: '750', weight: 8, advisers: 8 },
  lyon: { name: 'Lyon Confluence', city: 'Lyon', postcode: '690', weight: 6, advisers: 6 },
  nantes: { name: 'Nantes Atlantis', city: 'Nantes', postcode: '440', weight: 4, advisers: 4 },
  bordeaux: { name: 'Bordeaux Lac', city: 'Bordeaux', postcode: '330', weight: 4, advisers: 4 },
  toulouse: { name: 'Toulouse Labège', city: 'Toulouse', postcode: '310', weight: 4, advisers: 4 },
  strasbourg: { name: 'Strasbourg Vendenheim', city: 'Strasbourg', postcode: '670', weight: 3, advisers: 3 },
  rennes: { name: 'Rennes Cleunay', city: 'Rennes', postcode: '350', weight: 3, advisers: 3 },
} as const
export type Store = keyof typeof STORES

export const PERSONAS = { 'first-home': 0.38, renovator: 0.44, senior: 0.18 } as const
export type Persona = keyof typeof PERSONAS

/** A person who does not exist: a reserved telephone range, an address in a domain that cannot be reached. */
export interface Person {
  readonly index: number
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  /** E.164, in the range that the French regulator keeps for fiction. */
  readonly phone: string
  /** Thirteen digits, the last one a Luhn check. */
  readonly loyaltyCard: string
  readonly postcode: string
  readonly city: string
  readonly store: Store
  readonly adviser: string
  readonly persona: Persona
}

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')

const luhn = (digits: string): string => {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

const storeWeights = Object.fromEntries(Object.entries(STORES).map(([id, { weight }]) => [id, weight])) as {
  readonly [store in Store]: number
}

/** The person of this index: always the same one for a seed. */
export const person = (index: number, chance: Chance): Person => {
  const store = chance.weighed(storeWeights)
  const [firstName, lastName] = [chance.pick(FIRST_NAMES), chance.pick(LAST_NAMES)]
  const card = `9250${String(index % 100_000_000).padStart(8, '0')}`
  return {
    index,
    firstName,
    lastName,
    email: `${plain(firstName)}.${plain(lastName)}${index}@courriel.example`,
    phone: `+3363998${String(chance.whole(0, 9999)).padStart(4, '0')}`,
    loyaltyCard: card + luhn(card),
    postcode: STORES[store].postcode + String(chance.whole(0, 99)).padStart(2, '0'),
    city: STORES[store].city,
    store,
    adviser: `${store}-${chance.whole(1, STORES[store].advisers)}`,
    persona: chance.weighed(PERSONAS),
  }
}

/** The person as a web form keeps them. */
export const asTyped = (who: Person): Record<string, string> => ({
  firstName: who.firstName,
  lastName: who.lastName,
  email: who.email,
  phone: who.phone,
  postcode: who.postcode,
  city: who.city,
  persona: who.persona,
})

const slip = (text: string, chance: Chance): string => {
  const place = chance.whole(1, Math.max(1, text.length - 2))
  return text.slice(0, place) + (text[place + 1] ?? '') + (text[place] ?? '') + text.slice(place + 2)
}

/** The same person as a till keeps them: capitals, a national number, now and then a slip: work for recognition. */
export const asKeyedIn = (who: Person, chance: Chance): Record<string, string> => {
  const national = `0${who.phone.slice(3)}`.replace(/(\d\d)(?=\d)/g, '$1 ')
  const lastName = plain(who.lastName).toUpperCase()
  return {
    firstName: plain(who.firstName).toUpperCase(),
    lastName: chance.happens(0.08) ? slip(lastName, chance) : lastName,
    phone: national,
    loyaltyCard: who.loyaltyCard,
    postcode: who.postcode,
    ...(chance.happens(0.6) && { email: who.email.toUpperCase() }),
  }
}
