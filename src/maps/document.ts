import { Composer, CST, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, Parser } from 'yaml'
import type { Json } from '../events/index.ts'
import { done, type Outcome, orThrow, type Place, Refused, refuse } from '../kernel/index.ts'
import {
  aliasBomb,
  badSyntax,
  controlCharacter,
  duplicateKey,
  manyDocuments,
  noMap,
  oddKey,
  tooDeep,
  tooLarge,
  unknownAlias,
} from './document-refusals.ts'
import { type Positions, step } from './position.ts'

/** Far above any map that a person could read, and low enough to answer at once. */
const MOST_CHARACTERS = 4_000_000
const MOST_VALUES = 200_000
const MOST_LEVELS = 40
const TEXT_LIMIT = { fr: '4 millions de caractères', en: '4 million characters' }
const VALUE_LIMIT = { fr: '200 000 valeurs', en: '200,000 values' }

/** The plain value of a YAML or JSON file, and where each part of it stands. */
export interface MapDocument {
  readonly value: Json
  readonly positions: Positions
}

type Where = (offset: number | undefined) => Place

/** Reads one document of YAML 1.2 or JSON. Bombs, depth, size, several documents and repeated keys are refused. */
export const readDocument = (text: string, file: string): Outcome<MapDocument> => {
  if (text.length > MOST_CHARACTERS) return refuse(tooLarge({ file }, TEXT_LIMIT))
  const lines = new LineCounter()
  const where: Where = (offset) => {
    if (offset === undefined) return { file }
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  try {
    const tokens = tokensOf(text, lines, where)
    const composer = new Composer({ uniqueKeys: false, version: '1.2', schema: 'core', logLevel: 'silent' })
    const documents = [...composer.compose(tokens, true, text.length)]
    const document = onlyDocument(documents, where)
    return done(plainOf(document, where))
  } catch (problem) {
    if (problem instanceof Refused) return refuse(problem.refusal)
    throw problem
  }
}

const no = (refusal: Parameters<typeof refuse>[0]): never => orThrow(refuse(refusal))

const tokensOf = (text: string, lines: LineCounter, where: Where): CST.Token[] => {
  const parser = new Parser(lines.addNewLine)
  const tokens = [...parser.parse(text)]
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/.exec(text)
  if (control) no(controlCharacter(where(control.index)))
  checkDepth(tokens, where)
  return tokens
}

/** Walks the tokens without recursion: what follows is recursive, and must never meet a depth that it cannot bear. */
const checkDepth = (tokens: readonly CST.Token[], where: Where): void => {
  const open: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }))
  let values = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next
    if (depth > MOST_LEVELS) no(tooDeep(where(token.offset), MOST_LEVELS))
    if (++values > MOST_VALUES * 2) no(tooLarge(where(token.offset), VALUE_LIMIT))
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth })
    if (CST.isCollection(token))
      for (const { key, value } of token.items) {
        if (key) open.push({ token: key, depth: depth + 1 })
        if (value) open.push({ token: value, depth: depth + 1 })
      }
  }
}

const onlyDocument = (documents: readonly Document.Parsed[], where: Where): Document.Parsed => {
  const [document, second] = documents
  if (!document) return no(noMap(where(0)))
  if (second) no(manyDocuments(where(second.range[0])))
  const [problem] = [...document.errors, ...document.warnings]
  if (problem) no(badSyntax(where(problem.pos[0]), problem.code))
  return document
}

/** The plain value: aliases unfolded within bounds, keys as text, each value's place noted under its JSON pointer. */
const plainOf = (document: Document.Parsed, where: Where): MapDocument => {
  const positions = new Map<string, { line: number; column: number }>()
  let values = 0
  const note = (path: string, offset: number | undefined) => {
    const { line = 1, column = 1 } = where(offset)
    positions.set(path, { line, column })
  }
  const visit = (node: Node | null, path: string, depth: number, alias: Place | undefined): Json => {
    const at = alias ?? where(node?.range?.[0])
    if (++values > MOST_VALUES) no(alias ? aliasBomb(alias, MOST_VALUES) : tooLarge(at, VALUE_LIMIT))
    if (depth > MOST_LEVELS) no(alias ? aliasBomb(alias, MOST_VALUES) : tooDeep(at, MOST_LEVELS))
    if (node === null) return null
    if (isAlias(node)) {
      const target = node.resolve(document)
      return target ? visit(target, path, depth + 1, at) : no(unknownAlias(at))
    }
    if (isScalar(node)) return node.value as Json
    if (isSeq(node))
      return node.items.map((item, index) => {
        const inner = path + step(index)
        note(inner, (item as Node).range?.[0])
        return visit(item as Node, inner, depth + 1, alias)
      })
    if (!isMap(node)) return no(oddKey(at))
    const firsts = new Map<string, number>()
    return Object.fromEntries(
      node.items.map(({ key, value }) => {
        const place = alias ?? where((key as Node | null)?.range?.[0])
        if (!isScalar(key)) return no(oddKey(place))
        const name = String(key.value)
        const first = firsts.get(name)
        if (first !== undefined) no(duplicateKey(place, name, first))
        firsts.set(name, place.line ?? 1)
        const inner = path + step(name)
        note(inner, key.range?.[0])
        return [name, visit(value as Node | null, inner, depth + 1, alias)]
      }),
    )
  }
  const root = document.contents
  note('', root?.range?.[0] ?? 0)
  const value = visit(root, '', 0, undefined)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) no(noMap(where(root?.range?.[0] ?? 0)))
  return { value, positions }
}
