/** Words that addresses shorten, each in one form. `st` is both Saint and street: only likeness is asked of it. */
const WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'st saint street str',
    'ste sainte',
    'avenue av ave',
    'boulevard bd bld blvd boul bvd',
    'rue r',
    'chemin che chem ch chm',
    'allee all allees',
    'place pl',
    'impasse imp',
    'route rte',
    'faubourg fg fbg',
    'square sq',
    'lotissement lot',
    'residence res resid',
    'quai q',
    'cours crs',
    'passage pas pass',
    'sentier sent',
    'hameau ham',
    'villa vla',
    'esplanade esp',
    'promenade prom',
    'quartier qua quart',
    'general gal gen',
    'marechal mal',
    'president pdt pres',
    'docteur dr drive',
    'professeur pr prof',
    'capitaine cpt cne',
    'commandant cdt',
    'colonel col',
    'lieutenant lt ltt',
    'road rd',
    'court ct',
    'circuit cct',
    'crescent cr cres',
    'lane ln',
    'zone z',
    'artisanale art',
    'industrielle ind',
  ].flatMap((line) => {
    const [form = '', ...others] = line.split(' ')
    return [form, ...others].map((word) => [word, form] as const)
  }),
)

const ARTICLES = new Set(['de', 'la', 'le', 'les', 'du', 'des', 'd', 'l', 'a', 'au', 'aux', 'et', 'en'])
/** Where in a building: said in one file, left out in the next. */
const INSIDE =
  /\b(?:batiment|bat|appartement|appart|appt|apt|app|escalier|esc|etage|porte|hall|entree|lgt|logement|boite|bp|bal|cs) ?[a-z0-9]{1,4}\b/g

/** An address: words written out in one way, no articles, no floor nor door, `12 bis` as `12b`. */
export const addressForm = (plain: string): string => {
  const outside = plain.replace(INSIDE, ' ').trim() || plain
  return outside
    .replace(/\b(\d+) ?(?:bis|b)\b/g, '$1b')
    .replace(/\b(\d+) ?(?:ter|t)\b/g, '$1t')
    .replace(/\b(\d+) ?(?:quater|q)\b/g, '$1q')
    .split(/ +/)
    .filter((word) => !ARTICLES.has(word))
    .map((word) => WORDS[word] ?? word)
    .join(' ')
}

/** A town without its sorting office, its district and its article: SAINT DENIS CEDEX 1 is st denis. */
export const cityForm = (plain: string): string => {
  const bare = plain
    .replace(/\bcedex\b.*$/, '')
    .replace(/\b\d+ ?(?:er|e|eme|nd)?(?: arrondissement| arrdt?)?\b/g, '')
    .replace(/\b(?:saint)\b/g, 'st')
    .replace(/\b(?:sainte)\b/g, 'ste')
    .replace(/\b(?:s)\b/g, 'sur')
    .replace(/^(?:le|la|les|l) /, '')
    .replace(/ +/g, ' ')
    .trim()
  return bare === '' ? plain : bare
}

/** INSEE's codes of the districts of Paris, Lyon and Marseille as their postcodes. */
export const postcodeForm = (code: string): string =>
  code
    .replace(/^751(\d\d)$/, '750$1')
    .replace(/^6938(\d)$/, '6900$1')
    .replace(/^132(\d\d)$/, '130$1')
    .replace(/^f(?:r)?(\d{5})$/, '$1')
