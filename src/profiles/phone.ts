import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** Departments with a country code of their own, which people write as any French number: 0692 12 34 56 is +262. */
const OVERSEAS = [
  ['GP', '590'],
  ['GF', '594'],
  ['MQ', '596'],
  ['RE', '262'],
  ['YT', '262'],
] as const satisfies readonly (readonly [CountryCode, string])[]

/** 0600000000, 0611111111: what is typed in where a number is required. */
const INVENTED = /(\d)\1{7}$|^\+33[67]?12345678/

/** A telephone number as E.164; a national one is read as French, overseas departments included. */
export const phoneOf = (text: string): string | undefined => {
  const read = parsePhoneNumberFromString(text, 'FR')
  if (!read?.isPossible() || INVENTED.test(read.number)) return undefined
  if (read.countryCallingCode !== '33' || read.isValid()) return read.number
  for (const [region, code] of OVERSEAS) {
    const there = parsePhoneNumberFromString(`+${code}${read.nationalNumber}`)
    if (there?.isValid() && there.country === region) return there.number
  }
  return read.number
}
