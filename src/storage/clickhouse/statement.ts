/**
 * What a statement may say, whoever signed it: defence in depth beside the signature.
 * The engine could read files and call URLs from SQL; no question of ours needs that.
 */
const OUTSIDE = new Set(
  (
    'file fileCluster url urlCluster s3 s3Cluster s3Queue gcs oss cosn hdfs hdfsCluster azureBlobStorage ' +
    'azureBlobStorageCluster remote remoteSecure cluster clusterAllReplicas mysql postgresql mongodb redis sqlite odbc ' +
    'jdbc executable executablePool python iceberg icebergLocal icebergS3 icebergCluster deltaLake deltaLakeLocal hudi ' +
    'paimon arrowFlight ytsaurus filesystem input dictionary dictGet icebergAzure kafka nats rabbitMQ prometheusQuery ' +
    'fuzzQuery merge loop hive catboostEvaluate'
  )
    .toLowerCase()
    .split(' '),
)
const FIRST_WORDS = new Set(
  'select with insert create alter drop truncate exchange optimize show describe desc exists explain rename delete'.split(
    ' ',
  ),
)
const ENGINES =
  /^(?:(?:Replicated|Shared)?(?:Replacing|Summing|Aggregating|Collapsing)?MergeTree|Memory|Null|View|Log|Join)$/

/** Texts, quoted names and comments: what is in them is not said by the statement. */
const SILENT = /'(?:[^'\\]|\\.|'')*'|`(?:[^`\\]|\\.|``)*`|"(?:[^"\\]|\\.|"")*"|--[^\n]*|#[ !][^\n]*|\/\*[\s\S]*?\*\//g
const CALL = /([A-Za-z_][A-Za-z0-9_]*)\s*\(/g

/** Why a statement is refused, in a few words for a log; `undefined` where it may run. */
export const refusedBecause = (statement: string): string | undefined => {
  // Quoted names keep their content, since `file`(…) is a call too.
  const said = statement.replace(SILENT, (part) =>
    part[0] === '`' || part[0] === '"' ? part.slice(1, -1) : part[0] === "'" ? "''" : ' ',
  )
  const first = /^[\s(]*([A-Za-z]+)/.exec(said)?.[1]?.toLowerCase() ?? ''
  if (!FIRST_WORDS.has(first)) return 'it does not start as a statement of ours'
  if (/\$\w*\$/.test(statement)) return 'it holds a text between dollars'
  if (/;\s*\S/.test(said)) return 'it holds several statements'
  if (/\bINTO\s+OUTFILE\b|\bFROM\s+INFILE\b/i.test(said)) return 'it names a file'
  if (/\b(?:DICTIONARY|FUNCTION|NAMED\s+COLLECTION|USER|ROLE|QUOTA|POLICY)\b/i.test(said) && first !== 'select')
    return 'it defines more than tables'
  for (const [, name = ''] of said.matchAll(CALL)) if (OUTSIDE.has(name.toLowerCase())) return `it calls ${name}`
  for (const [, engine = ''] of said.matchAll(/\bENGINE\s*=?\s*([A-Za-z0-9_]+)/gi))
    if (first === 'create' && !ENGINES.test(engine)) return `it asks for the engine ${engine}`
  return undefined
}

/** The names of the `{name:Type}` placeholders of a statement. */
export const placeholdersOf = (statement: string): string[] => [
  ...new Set(
    [...statement.replace(SILENT, "''").matchAll(/\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*:/g)].map(([, name = '']) => name),
  ),
]

/** The format that a statement names at its end, if it does. */
export const formatOf = (statement: string): string | undefined =>
  /\bFORMAT\s+([A-Za-z0-9]+)\s*;?\s*$/i.exec(statement)?.[1]

/** Statements that answer rows and change nothing. */
export const asks = (statement: string): boolean =>
  /^[\s(]*(?:select|with|show|describe|desc|exists|explain)\b/i.test(
    statement.replace(/^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, ''),
  )

export interface InsertStatement {
  readonly table: string
  readonly columns: readonly string[] | undefined
  readonly format: string
}

/** The parts of `INSERT INTO table (columns) FORMAT name` whose rows come apart from the statement. */
export const insertOf = (statement: string): InsertStatement | undefined => {
  const match =
    /^\s*INSERT\s+INTO\s+(?:TABLE\s+)?((?:[`\w]+\.)?[`\w]+)\s*(?:\(([^()]*)\))?\s*FORMAT\s+([A-Za-z0-9]+)\s*;?\s*$/i.exec(
      statement,
    )
  if (!match) return undefined
  const [, table = '', columns, format = ''] = match
  return {
    table: table.replaceAll('`', ''),
    columns: columns?.split(',').map((name) => name.trim().replaceAll('`', '')),
    format,
  }
}
