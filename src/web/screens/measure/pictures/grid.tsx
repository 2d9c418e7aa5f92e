import { useWords } from '../../../words/language.tsx'
import { Drawing, fitted } from './drawing.tsx'
import { pressed } from './pressed.ts'

export interface GridCell {
  /** From 0 to 1: how dark it is; absent where there is nothing to show. */
  readonly strength: number | null
  readonly said: string
  readonly onPress?: () => void
}

export interface GridRow {
  readonly key: string
  readonly label: string
  readonly beside: string
  readonly cells: readonly GridCell[]
}

const [HIGH, HEAD] = [28, 24]
/** From here on a cell is filled whole and written on in the colour for that; below, it stays pale enough for ink. */
const NEARLY_ALL = 0.9

/** Where columns are narrow, the first says what all of them count. */
const beginning = (column: string): string => column.split(/\s/)[0] ?? column

/** Rows and columns of shares, the larger the darker, each written in its cell. */
export const Grid = ({
  name,
  rows,
  columns,
}: {
  readonly name: string
  readonly rows: readonly GridRow[]
  readonly columns: readonly string[]
}) => {
  const { labelled } = useWords()
  return (
    <Drawing name={name} height={rows.length * HIGH + HEAD + 4} least={150 + columns.length * 46}>
      {(width) => {
        const left = Math.min(190, Math.max(140, width * 0.24))
        const cell = (width - left) / Math.max(1, columns.length)
        return (
          <>
            {columns.map((column, at) => (
              <text key={column} className="quiet-text" x={left + (at + 0.5) * cell} y={15} textAnchor="middle">
                {at === 0 || columns.every((each) => fitted(each, cell) === each)
                  ? fitted(column, cell)
                  : beginning(column)}
              </text>
            ))}
            {rows.map(({ key, label, beside, cells }, row) => {
              const y = HEAD + row * HIGH
              return (
                <g key={key}>
                  <text className="label" x={0} y={y + 18}>
                    {fitted(label, left - 62)}
                  </text>
                  <text className="quiet-text" x={left - 10} y={y + 18} textAnchor="end">
                    {beside}
                  </text>
                  {cells.map(({ strength, said, onPress }, at) => {
                    const dark = strength !== null && strength >= NEARLY_ALL
                    return (
                      <g key={columns[at] ?? at} {...pressed(onPress)}>
                        <title>{labelled(`${label}, ${columns[at]}`, said)}</title>
                        <rect
                          className="cell"
                          x={left + at * cell + 1}
                          y={y + 1}
                          width={cell - 2}
                          height={HIGH - 2}
                          rx={4}
                          style={{ fillOpacity: strength === null ? 0.04 : dark ? 1 : 0.06 + strength * 0.56 }}
                        />
                        <text
                          className={dark ? 'cell-text on-dark' : 'cell-text'}
                          x={left + (at + 0.5) * cell}
                          y={y + 18}
                          textAnchor="middle"
                        >
                          {said}
                        </text>
                      </g>
                    )
                  })}
                </g>
              )
            })}
          </>
        )
      }}
    </Drawing>
  )
}
