/**
 * A text as a whole number below 2^32, the same on every machine: what is drawn by it depends on the text alone, not on who
 * stands where. FNV-1a, its bits stirred as MurmurHash3 ends (public domain, A. Appleby).
 */
export const hashed = (text: string, seed = 0): number => {
  let hash = 2166136261 ^ seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
