import { overrules, type Word } from './word.ts'

type Said = Pick<Word, 'given' | 'at'>

/** What stands of words, by the key of what each is about. */
export interface StandingWords {
  readonly size: number
  hear(key: string, said: Said): void
  get(key: string): Said | undefined
}

const [WITHDRAWN, GIVEN] = [1, 2]
const LETTERS = new Int32Array(128)
for (const [value, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].entries())
  LETTERS[letter.charCodeAt(0)] = value

/** The first twenty letters of a key, as four numbers of thirty bits. */
const words = new Int32Array(4)
const read = (key: string): void => {
  for (let w = 0; w < 4; w++) {
    let value = 0
    for (let i = 5 * w; i < 5 * w + 5; i++) value = (value << 6) | (LETTERS[key.charCodeAt(i)] as number)
    words[w] = value
  }
}

/** Open addressing by the first number of a key; `words` holds the key that is asked about. */
class Table {
  #mask = 63
  #keys = new Int32Array(4 * 64)
  #at = new Float64Array(64)
  #said = new Uint8Array(64)
  size = 0

  #place(): number {
    const keys = this.#keys
    let place = (words[0] as number) & this.#mask
    while (
      this.#said[place] !== 0 &&
      !(
        keys[4 * place] === words[0] &&
        keys[4 * place + 1] === words[1] &&
        keys[4 * place + 2] === words[2] &&
        keys[4 * place + 3] === words[3]
      )
    )
      place = (place + 1) & this.#mask
    return place
  }

  get(): Said | undefined {
    const place = this.#place()
    const said = this.#said[place]
    return said === 0 ? undefined : { given: said === GIVEN, at: this.#at[place] as number }
  }

  put({ given, at }: Said): void {
    let place = this.#place()
    if (this.#said[place] === 0 && ++this.size > 0.7 * this.#mask) {
      this.#grow()
      place = this.#place()
    }
    this.#keys.set(words, 4 * place)
    this.#at[place] = at
    this.#said[place] = given ? GIVEN : WITHDRAWN
  }

  #grow(): void {
    const [keys, at, said] = [this.#keys, this.#at, this.#said]
    const asked = words.slice()
    const room = 2 * said.length
    this.#mask = room - 1
    this.#keys = new Int32Array(4 * room)
    this.#at = new Float64Array(room)
    this.#said = new Uint8Array(room)
    for (let from = 0; from < said.length; from++) {
      if (said[from] === 0) continue
      words.set(keys.subarray(4 * from, 4 * from + 4))
      const place = this.#place()
      this.#keys.set(words, 4 * place)
      this.#at[place] = at[from] as number
      this.#said[place] = said[from] as number
    }
    words.set(asked)
  }
}

const TABLES = 256

/**
 * Words on as many things as there are people, as numbers: a collector of garbage looks through no object of theirs. In
 * many tables, so that one that grows holds nobody up. Keys are of twenty letters of base64url at least, evenly spread.
 */
export const createStandingWords = (): StandingWords => {
  const tables = Array.from({ length: TABLES }, () => new Table())
  const tableOf = (key: string): Table => {
    read(key)
    return tables[(words[1] as number) & (TABLES - 1)] as Table
  }
  return {
    get size() {
      return tables.reduce((sum, { size }) => sum + size, 0)
    },
    hear(key, said) {
      const table = tableOf(key)
      if (overrules(said, table.get())) table.put(said)
    },
    get: (key) => tableOf(key).get(),
  }
}
