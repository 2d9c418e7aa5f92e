import {
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Json } from '../events/index.ts'
import { isObject, namedItems, sameJson } from './keyed.ts'
import type { JourneyMap } from './map.ts'

/**
 * The text of a map's file once the map is changed: comments, key order, quotes and blank lines stay as their author
 * wrote them, and only what differs is written anew. A JSON file stays JSON. `revision` and `status` stay the file's own
 * where the map does not name them.
 */
export const rewriteMap = (text: string, map: JourneyMap): string => {
  const wanted = JSON.parse(JSON.stringify(map)) as Record<string, Json>
  const document = parseDocument(text, { version: '1.2', schema: 'core', logLevel: 'silent' })
  const before = document.toJS() as Record<string, Json>
  for (const own of ['revision', 'status'])
    if (wanted[own] === undefined && before[own] !== undefined) wanted[own] = before[own]
  if (/^\s*\{/.test(text)) return JSON.stringify(inOrderOf(before, wanted), null, 2) + '\n'
  // What an alias repeats would change in every place at once.
  if (!sameJson(before, wanted)) unfoldAliases(document)
  const root = isMap(document.contents) ? document.contents : undefined
  if (root) rewriteMapping(document, root, [], wanted)
  const written = document.toString(styleOf(text))
  return sameJson(parseDocument(written).toJS() as Json, wanted) ? written : new Document(wanted).toString()
}

/** The writer's habits, read from the text. */
const styleOf = (text: string) => ({
  lineWidth: 0,
  flowCollectionPadding: (text.match(/\{ /g)?.length ?? 0) > (text.match(/\{[^ \n}]/g)?.length ?? 0),
  indent: Math.max(2, /^[^\s#][^\n]*:\s*\n( +)[^\s-]/m.exec(text)?.[1]?.length ?? 2),
  indentSeq: !/^([\w-]+):[^\n]*\n(?:#[^\n]*\n)*- /m.test(text),
})

const unfoldAliases = (document: Document): void => {
  visit(document, { Alias: (_key, alias) => document.createNode(alias.toJS(document)) })
  visit(document, {
    Node: (_key, node) => {
      if (!isAlias(node)) delete (node as { anchor?: string }).anchor
    },
  })
}

const rewritten = (document: Document, node: Node | null, names: readonly string[], value: Json): Node => {
  const plain = node === null ? null : (node.toJS(document) as Json)
  if (node !== null && sameJson(plain, value)) return node
  if (isMap(node) && isObject(value)) return rewriteMapping(document, node, names, value)
  if (isSeq(node) && Array.isArray(value)) return rewriteSequence(document, node, names, value)
  if (isScalar(node) && (typeof value !== 'object' || value === null)) return rewriteScalar(node, value)
  const fresh = document.createNode(value)
  if (isScalar(node) && node.comment) fresh.commentBefore = node.comment
  return fresh as Node
}

const rewriteScalar = (node: Scalar, value: Json): Scalar => {
  // A text that was quoted stays quoted; the number's or date's own writing (`1_000`, `0x1F`) is that of the old value.
  const fresh = new Scalar(value)
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
  if (node.type && quoted && typeof value === 'string') fresh.type = node.type
  fresh.comment = node.comment ?? null
  fresh.commentBefore = node.commentBefore ?? null
  if (node.spaceBefore) fresh.spaceBefore = true
  return fresh
}

const keyOf = (pair: Pair): string => String(isScalar(pair.key) ? pair.key.value : pair.key)

const rewriteMapping = (
  document: Document,
  node: YAMLMap,
  names: readonly string[],
  value: { readonly [key: string]: Json },
): YAMLMap => {
  node.items = node.items.filter((pair) => Object.hasOwn(value, keyOf(pair)))
  for (const pair of node.items) {
    const name = keyOf(pair)
    pair.value = rewritten(document, pair.value as Node | null, [...names, name], value[name] ?? null)
  }
  const keys = Object.keys(value)
  for (const [index, name] of keys.entries()) {
    if (node.items.some((pair) => keyOf(pair) === name)) continue
    // Just after the key that comes before it in the map's own order.
    const before = keys.slice(0, index).findLast((each) => node.items.some((pair) => keyOf(pair) === each))
    const at = node.items.findIndex((pair) => keyOf(pair) === before) + 1
    node.items.splice(before === undefined ? node.items.length : at, 0, document.createPair(name, value[name]))
  }
  return node
}

const rewriteSequence = (
  document: Document,
  node: YAMLSeq,
  names: readonly string[],
  value: readonly Json[],
): YAMLSeq => {
  const old = node.items.map((item) => ({ item: item as Node, value: (item as Node).toJS(document) as Json }))
  const named = namedItems(
    names,
    old.map((each) => each.value),
  )
  const byName = new Map([...(named?.keys() ?? [])].map((name, index) => [name, old[index]]))
  const wanted = namedItems(names, value)
  const left = new Set(old)
  const take = (one: (typeof old)[number] | undefined) => {
    if (one) left.delete(one)
    return one
  }
  const same = value.map((each, index) => {
    const name = wanted && [...wanted.keys()][index]
    if (name !== undefined) return take(byName.get(name))
    return take([...left].find((one) => sameJson(one.value, each)))
  })
  node.items = value.map((each, index) => {
    const name = wanted ? ([...wanted.keys()][index] ?? '') : String(index)
    const stands = old[index]
    const mine = same[index] ?? (wanted || !stands || !left.has(stands) ? undefined : take(stands))
    return mine ? rewritten(document, mine.item, [...names, name], each) : document.createNode(each)
  })
  return node
}

/** A JSON value with the keys of another in its order, new ones last. */
const inOrderOf = (before: Json | undefined, value: Json): Json => {
  if (Array.isArray(value)) {
    const old = Array.isArray(before) ? (before as readonly Json[]) : []
    const find = (each: Json) => old.find((one) => isObject(one) && isObject(each) && one.id === each.id)
    return value.map((each: Json, index) => inOrderOf(find(each) ?? old[index], each))
  }
  if (!isObject(value)) return value
  const order = isObject(before) ? before : {}
  const keys = [...Object.keys(order).filter((key) => Object.hasOwn(value, key)), ...Object.keys(value)]
  return Object.fromEntries([...new Set(keys)].map((key) => [key, inOrderOf(order[key], value[key] ?? null)]))
}
