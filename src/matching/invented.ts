import { randomNumbers } from './random.ts'

/** A person of an invented France: what is true of them, before any file spells it its own way. */
export interface InventedPerson {
  readonly person: number
  readonly given: string
  readonly surname: string
  /** ISO date. */
  readonly birth: string
  readonly email: string
  readonly phone: string
  readonly address: string
  readonly postcode: string
  readonly city: string
}

const MEN =
  'Jean Pierre Michel André Philippe Alain Bernard Nicolas Thomas Julien Karim Hugo Louis Lucas François Jérôme Étienne Jean-Pierre Jean-Luc Jean-François Pierre-Yves Mohamed Antoine Maxime Gaël Loïc Théo Rémi Cédric Stéphane'
const WOMEN =
  'Marie Claire Nathalie Isabelle Sylvie Catherine Léa Camille Manon Chloé Inès Nadia Fatima Anne-Marie Marie-Claude Marie-Thérèse Anne-Sophie Hélène Françoise Joëlle Zoé Éléonore Céline Élodie Aurélie Maëlle Sarah Julie Émilie Jeanne'
const SYLLABLES =
  'mar tin ber nard du pont lam bert gi raud fon taine rous seau mou lin che val bon net gar nier lau rent per rin cour tois bar bier le gall ker mor van del ben ali dia lo pez sil va fer rey ro che bru net col las gue rin pas cal hu mas son ville'
const STREETS =
  'des Lilas|de la Gare|Victor-Hugo|du Général-de-Gaulle|des Écoles|Jean-Jaurès|de la République|du Moulin|de l’Église|des Tilleuls|Pasteur|du 8-Mai-1945|Saint-Michel|Sainte-Anne|des Fleurs|de Verdun|du Château|Émile-Zola|du Stade|de l’Abbé-Grégoire'
const WAYS = 'rue|rue|rue|rue|avenue|avenue|boulevard|chemin|allée|place|impasse|route'
const TOWNS =
  'Paris:75011|Lyon:69003|Marseille:13008|Toulouse:31000|Nice:06000|Nantes:44000|Montpellier:34000|Strasbourg:67000|Bordeaux:33000|Lille:59000|Rennes:35000|Reims:51100|Saint-Étienne:42000|Le Havre:76600|Grenoble:38000|Dijon:21000|Angers:49000|Nîmes:30000|Clermont-Ferrand:63000|Aix-en-Provence:13100|Saint-Denis:97400|Fort-de-France:97200|L’Haÿ-les-Roses:94240|La Roche-sur-Yon:85000|Villeneuve-d’Ascq:59650'
const MAILS = ['gmail.com', 'orange.fr', 'free.fr', 'hotmail.fr', 'laposte.net', 'wanadoo.fr']

const split = (text: string): readonly string[] => text.split(/[ |]/)
const streets = STREETS.split('|')

export const invented = (seed: number) => {
  const next = randomNumbers(seed)
  const below = (n: number): number => next() % n
  return {
    below,
    chance: (share: number) => next() < share * 0x1_0000_0000,
    pick: (list: readonly string[]) => list[below(list.length)] ?? '',
    /** Some are far commoner than others, as names are. */
    often: (list: readonly string[]) => list[Math.floor(list.length * (next() / 0x1_0000_0000) ** 2)] ?? '',
  }
}
type Chance = ReturnType<typeof invented>

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

const surnameBy = ({ below, chance, often }: Chance): string => {
  const syllables = split(SYLLABLES)
  const name = capital(Array.from({ length: 2 + below(2) }, () => often(syllables)).join(''))
  if (chance(0.02)) return `de ${name}`
  if (chance(0.02)) return `Le ${name}`
  if (chance(0.01)) return `d’${name}`
  return chance(0.02) ? `${name}-${capital(often(syllables))}ard` : name
}

const ascii = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '')

const two = (n: number) => String(n).padStart(2, '0')

/** People, some of them in one household: a couple, children, twins. */
export const inventPeople = (count: number, seed = 1): InventedPerson[] => {
  const chance = invented(seed)
  const { below, pick, often } = chance
  const [men, women] = [split(MEN), split(WOMEN)]
  const people: InventedPerson[] = []
  for (let person = 0; person < count; person++) {
    const before = people.at(-1)
    const home = before && chance.chance(0.25) ? before : undefined
    const drawn = often(chance.chance(0.5) ? men : women)
    // People of one home are rarely called the same.
    const given = home?.given === drawn ? pick(chance.chance(0.5) ? men : women) : drawn
    const surname = home && chance.chance(0.8) ? home.surname : surnameBy(chance)
    const birth =
      home && chance.chance(0.06) ? home.birth : `${1935 + below(72)}-${two(1 + below(12))}-${two(1 + below(28))}`
    const [city = '', postcode = ''] = pick(TOWNS.split('|')).split(':')
    people.push({
      person,
      given,
      surname,
      birth,
      email: `${ascii(given)}${pick(['.', '', '_'])}${ascii(surname)}${below(3) ? below(1000) : ''}@${pick(MAILS)}`,
      phone: `${pick(['06', '07', '01', '02', '03', '04', '05'])}${String(below(100_000_000)).padStart(8, '0')}`,
      address:
        home?.address ??
        `${1 + below(180)}${chance.chance(0.06) ? ' bis' : ''} ${pick(WAYS.split('|'))} ${pick(streets)}`,
      postcode: home?.postcode ?? postcode,
      city: home?.city ?? city,
    })
  }
  return people
}

const SHORT: Readonly<Record<string, readonly string[]>> = {
  rue: ['r.', 'R', 'rue'],
  avenue: ['av.', 'av', 'AVE'],
  boulevard: ['bd', 'bld', 'boul.'],
  chemin: ['ch.', 'che', 'chem.'],
  allée: ['all.', 'allee'],
  place: ['pl.', 'pl'],
  impasse: ['imp.', 'imp'],
  route: ['rte', 'rte.'],
}

/** One slip of the fingers. */
const slip = (text: string, { below, chance }: Chance): string => {
  if (text.length < 3) return text
  const at = 1 + below(text.length - 1)
  const letter = 'abcdefghijklmnopqrstuvwxyz'[below(26)] ?? 'e'
  if (chance(0.25)) return text.slice(0, at) + text.slice(at + 1)
  if (chance(0.33)) return text.slice(0, at) + letter + text.slice(at)
  if (chance(0.5)) return text.slice(0, at - 1) + (text[at] ?? '') + (text[at - 1] ?? '') + text.slice(at + 1)
  return text.slice(0, at) + letter + text.slice(at + 1)
}

const slipOfDigit = (text: string, { below }: Chance): string => {
  const at = below(text.length)
  return /\d/.test(text[at] ?? '') ? text.slice(0, at) + below(10) + text.slice(at + 1) : text
}

const otherGiven = (given: string, { pick }: Chance): string => {
  const [first = '', second] = given.split('-')
  if (second === undefined) return `${given.slice(0, 1)}.`
  return pick([`${first} ${second}`, `${first.slice(0, 1)}.-${second.slice(0, 1)}.`, `${first}${second}`, first])
}

const otherSurname = (surname: string, { pick }: Chance): string => {
  const bare = surname.replace(/^(?:de |Le |d’)/, '')
  if (bare !== surname) return pick([bare, surname.toUpperCase().replace('’', ' '), surname.replace(/[ ’]/, '')])
  const [first = '', second] = surname.split('-')
  return second === undefined ? surname.toUpperCase() : pick([first, second, `${first} ${second}`])
}

const otherAddress = (address: string, { pick, chance }: Chance): string => {
  const said = address.replace(
    / (rue|avenue|boulevard|chemin|allée|place|impasse|route) /,
    (way) => ` ${pick(SHORT[way.trim()] ?? [way.trim()])} `,
  )
  const saint = said.replace('Sainte-', 'Ste ').replace('Saint-', 'St ').replace('Général', 'Gal').replace(' bis', 'B')
  return chance(0.2) ? `${pick(['Rés. du Parc', 'Bât. B', 'Appt 12', 'Lot. les Pins'])}, ${saint}` : saint
}

const otherPhone = (phone: string, { pick }: Chance): string =>
  pick([
    phone.replace(/(\d\d)(?=\d)/g, '$1 '),
    `+33${phone.slice(1)}`,
    `0033 ${phone.slice(1)}`,
    phone.replace(/(\d\d)(?=\d)/g, '$1.'),
  ])

const otherTown = ({ city, postcode }: InventedPerson, { chance, below }: Chance) => ({
  city: `${city.replace('Saint-', 'St ').toUpperCase()}${chance(0.3) ? ` CEDEX ${chance(0.5) ? 1 + below(9) : ''}` : ''}`.trim(),
  postcode: postcode.replace(/^0/, ''),
})

/**
 * A person as another file has them: abbreviations, lost accents and particles, compound names cut, halves exchanged,
 * day and month exchanged, slips, what is missing, and people who moved or changed their telephone. `hurt` is the
 * chance of each.
 */
export const inAnotherFile = (person: InventedPerson, hurt: number, chance: Chance): InventedPerson => {
  const maybe = (share: number) => chance.chance(share * hurt)
  let { given, surname, birth, email, phone, address, postcode, city } = person
  if (maybe(0.3)) given = otherGiven(given, chance)
  if (maybe(0.5)) surname = otherSurname(surname, chance)
  if (maybe(0.2)) given = slip(given, chance)
  if (maybe(0.25)) surname = slip(surname, chance)
  if (maybe(0.06)) [given, surname] = [surname, given]
  if (maybe(0.06)) birth = `${birth.slice(0, 5)}${birth.slice(8)}-${birth.slice(5, 7)}`
  if (maybe(0.1)) birth = slipOfDigit(birth, chance)
  if (maybe(0.8)) address = otherAddress(address, chance)
  if (maybe(0.5)) ({ city, postcode } = otherTown(person, chance))
  if (maybe(0.5)) phone = otherPhone(phone, chance)
  if (maybe(0.1)) phone = slipOfDigit(phone, chance)
  if (maybe(0.15)) email = email.replace(/@.*/, `@${chance.pick(MAILS)}`)
  if (maybe(0.1)) email = slip(email, chance)
  const lost = (text: string, share: number) => (maybe(share) ? chance.pick(['', '', 'NC', 'null']) : text)
  return {
    person: person.person,
    given: lost(given, 0.08),
    surname: lost(surname, 0.03),
    birth: lost(birth, 0.3),
    email: lost(email, 0.5),
    phone: lost(phone, 0.5),
    address: lost(address, 0.3),
    postcode: lost(postcode, 0.2),
    city: lost(city, 0.1),
  }
}
