/** A refusal of the analytical engine, with ClickHouse's own code and name. */
export class EngineError extends Error {
  readonly code: number
  readonly kind: string
  constructor(code: number, kind: string, message: string) {
    super(message)
    this.name = 'EngineError'
    this.code = code
    this.kind = kind
  }
}

const CODED = /Code: (\d+)\.\s*(?:DB::)?(?:Exception:\s*)?([\s\S]*)$/

/** Reads ClickHouse's text of an error; whatever else was thrown is an internal error of code 1000. */
export const engineError = (problem: unknown): EngineError => {
  if (problem instanceof EngineError) return problem
  const text = problem instanceof Error ? problem.message : String(problem)
  const match = CODED.exec(text)
  if (!match) return new EngineError(1000, 'POCO_EXCEPTION', text)
  const kind = /\(([A-Z0-9_]{3,})\)(?: \(version [^)]*\))?\s*$/.exec(text)?.[1] ?? 'UNKNOWN_EXCEPTION'
  const message = (match[2] ?? '').replace(/\s*\([A-Z0-9_]{3,}\)(?: \(version [^)]*\))?\s*$/, '')
  return new EngineError(Number(match[1]), kind, message)
}

/** An error as ClickHouse writes it in a body, which its clients parse. */
export const errorText = ({ code, kind, message }: EngineError): string =>
  `Code: ${code}. DB::Exception: ${message} (${kind})\n`

const STATUS: readonly (readonly [status: number, codes: readonly number[]])[] = [
  [401, [194]],
  [403, [192, 193, 497, 516]],
  [
    400,
    [6, 26, 27, 36, 38, 41, 42, 43, 53, 62, 69, 70, 72, 125, 130, 131, 184, 215, 306, 307, 386, 395, 452, 456, 457],
  ],
  [404, [16, 46, 47, 50, 56, 60, 73, 81, 115, 199]],
  [408, [159]],
  [413, [1001]],
  [501, [48]],
  [503, [202, 209]],
]

/** The HTTP status that ClickHouse gives an error of this code. */
export const statusOf = (code: number): number => STATUS.find(([, codes]) => codes.includes(code))?.[0] ?? 500
