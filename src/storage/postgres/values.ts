/** OIDs whose default reading differs between drivers, and the one reading that this project keeps. */
const INT8 = 20
const DATE = 1082
const NUMERIC = 1700

const wholeNumber = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`A bigint beyond 2^53 came back from PostgreSQL`)
  return value
}

const asText = (text: string): string => text

/** By type OID: how the text of a value becomes a JavaScript value. */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: wholeNumber,
  [DATE]: asText,
  [NUMERIC]: asText,
}
