interface Line {
  readonly cells: Iterable<{ readonly textContent: string | null }>
}

interface Shown {
  readonly rows: Iterable<Line>
}

const field = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Tables as they are read on the screen, as CSV: numbers as the language writes them, an empty line between two. */
export const csvOf = (tables: readonly Shown[]): string =>
  tables
    .map(({ rows }) =>
      [...rows]
        .map(({ cells }) => [...cells].map((cell) => field((cell.textContent ?? '').trim())).join(','))
        .join('\n'),
    )
    .join('\n\n')
    .concat('\n')
