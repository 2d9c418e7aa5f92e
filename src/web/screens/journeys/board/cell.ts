/** One cell of the board: `stage:meet`, `touchpoint:show-flat`. */
export type Cell = `stage:${string}` | `touchpoint:${string}`

export const cellOf = (kind: 'stage' | 'touchpoint', id: string): Cell => `${kind}:${id}`
export const kindOf = (cell: Cell): 'stage' | 'touchpoint' => (cell.startsWith('stage:') ? 'stage' : 'touchpoint')
export const idOf = (cell: Cell): string => cell.slice(cell.indexOf(':') + 1)
