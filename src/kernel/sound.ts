/** A coarse sound of a name: vowels dropped after the first letter, alike consonants merged, doubles removed. */
export const soundOf = (name: string, letters = 4): string => {
  const merged = name
    .replace(/ph/g, 'f')
    .replace(/[ckq]|gu(?=[ei])/g, 'k')
    .replace(/[szx]|ç/g, 's')
    .replace(/[dt]/g, 't')
    .replace(/[bp]/g, 'b')
    .replace(/[vfw]/g, 'f')
    .replace(/[gj]/g, 'j')
    .replace(/[mn]/g, 'n')
  return (merged.slice(0, 1) + merged.slice(1).replace(/[aeiouyh ]/g, '')).replace(/(.)\1+/g, '$1').slice(0, letters)
}
