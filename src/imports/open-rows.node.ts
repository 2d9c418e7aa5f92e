import { Refused, unreachable } from '../kernel/index.ts'
import { type ByteSource, openBytes } from './byte-source.node.ts'
import { type CsvChoices, openCsv } from './csv-rows.node.ts'
import { detectEncoding } from './encoding.node.ts'
import { openNdjson } from './ndjson-rows.node.ts'
import { openParquet } from './parquet-rows.node.ts'
import type { RowReader } from './reader.ts'
import { openXes } from './xes-rows.node.ts'

const ZIP = Buffer.from('PK\x03\x04', 'latin1')
const EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const PARQUET = Buffer.from('PAR1')

const startsWith = (bytes: Buffer, magic: Buffer) => bytes.subarray(0, magic.length).equals(magic)

const spreadsheet = (file: string) =>
  new Refused({
    code: 'spreadsheet',
    what: {
      fr: 'Ce fichier est un classeur ou une archive, pas un fichier de lignes.',
      en: 'This file is a workbook or an archive, not a file of rows.',
    },
    remedy: {
      fr: 'Dans le tableur, enregistrez la feuille en CSV (UTF-8), puis importez ce CSV.',
      en: 'In the spreadsheet program, save the sheet as CSV (UTF-8), then import that CSV.',
    },
    at: { file },
  })

const binary = (file: string) =>
  new Refused({
    code: 'binary-file',
    what: { fr: 'Ce fichier n’est pas du texte.', en: 'This file is not text.' },
    remedy: {
      fr: 'Parcours importe du CSV, du NDJSON, du Parquet et du XES (aussi en .gz).',
      en: 'Parcours imports CSV, NDJSON, Parquet and XES (also as .gz).',
    },
    at: { file },
  })

const jsonArray = (file: string) =>
  new Refused({
    code: 'json-array',
    what: {
      fr: 'Ce fichier est un seul tableau JSON, pas un objet par ligne.',
      en: 'This file is one JSON array, not one object on each line.',
    },
    remedy: {
      fr: `Convertissez-le en NDJSON : jq -c '.[]' ${file} > rows.ndjson`,
      en: `Turn it into NDJSON: jq -c '.[]' ${file} > rows.ndjson`,
    },
    at: { file, line: 1 },
  })

/** The kind of a file by its first bytes; its name decides only where they do not. */
const kindOf = (source: ByteSource): 'csv' | 'ndjson' | 'parquet' | 'xes' => {
  const { head, file } = source
  if (startsWith(head, PARQUET)) return 'parquet'
  if (startsWith(head, ZIP) || startsWith(head, EXCEL)) throw spreadsheet(file)
  const encoding = detectEncoding(head)
  if (!encoding.startsWith('utf-16') && !encoding.startsWith('utf-32') && head.includes(0)) throw binary(file)
  const start = head.subarray(0, 4096).toString(encoding.startsWith('utf-16') ? 'utf16le' : 'utf8')
  const text = start.replace(/^\uFEFF/, '').trimStart()
  if (/^<(?:\?xml|!DOCTYPE|!--|log\b)/i.test(text) || /\.xes(?:\.gz)?$/i.test(file)) return 'xes'
  if (text.startsWith('{')) return 'ndjson'
  if (/\.json(?:\.gz)?$/i.test(file) && text.startsWith('[')) throw jsonArray(file)
  return /\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(file) ? 'ndjson' : 'csv'
}

/** Opens a file of rows with the reader of its kind. */
export const openRows = async (file: string, choices: CsvChoices): Promise<RowReader> => {
  const source = await openBytes(file)
  try {
    const kind = kindOf(source)
    switch (kind) {
      case 'csv':
        return openCsv(source, choices)
      case 'ndjson':
        return openNdjson(source, choices)
      case 'xes':
        return openXes(source, choices)
      case 'parquet':
        return await openParquet(source)
      default:
        return unreachable(kind)
    }
  } catch (problem) {
    await source.close()
    throw problem
  }
}
