import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type Figure, figure } from './result.ts'

/** The most memory that this process ever held, and the engine's beside it. */
export const peakMB = (pid: number | 'self'): number =>
  Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000

export interface Timed {
  readonly figures: Figure[]
  readonly time: (name: string, work: () => unknown, times?: number) => Promise<void>
}

/** Wall and processor time of each thing, told apart where the machine is busy. */
export const stopwatch = (runs: number): Timed => {
  const figures: Figure[] = []
  return {
    figures,
    time: async (name, work, times = runs) => {
      const [wall, cpu]: [number[], number[]] = [[], []]
      for (let run = 0; run < times; run++) {
        const [begun, used] = [performance.now(), process.cpuUsage()]
        await work()
        const { user, system } = process.cpuUsage(used)
        wall.push(performance.now() - begun)
        cpu.push((user + system) / 1000)
        // As between questions, memory that an answer took is given back.
        await pause(50)
      }
      figures.push(figure(name, 'ms', wall), figure(`${name}, processor`, 'ms', cpu))
      const [took, used] = figures.slice(-2).map(({ median }) => Math.round(median))
      const held = Math.round(process.memoryUsage.rss() / 1e6)
      process.stderr.write(
        `  ${name}: ${took} ms, processor ${used} ms; ${held} MB, ${Math.round(peakMB('self'))} at most\n`,
      )
    },
  }
}
