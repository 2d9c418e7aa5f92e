import type { Language } from '../kernel/index.ts'
import type { CommandContext } from './context.ts'

const WIDTH = 20
/** What takes less says nothing. */
const PATIENCE = 1_000
const TURN = 200

/** One line: a bar, the share of the events that has been read, and for how long; then that it is being worked out. */
export const workingLine = (share: number, seconds: number, language: Language): string => {
  const done = Math.round(share * WIDTH)
  const bar = '█'.repeat(done) + '░'.repeat(WIDTH - done)
  const percent = Math.floor(share * 100)
  const doing = language === 'fr' ? ['Lecture des événements', 'Calcul'] : ['Reading events', 'Working it out']
  const said = share < 1 ? doing[0] : doing[1]
  return language === 'fr' ? `${said}  ${bar} ${percent} %  ${seconds} s` : `${said}  ${bar} ${percent}%  ${seconds} s`
}

/** Says on stderr how far the reading of events is, once a command has taken more than a second. */
export const createWorking = ({ progress, language, now }: Pick<CommandContext, 'progress' | 'language' | 'now'>) => {
  const begun = now()
  let reading: ReturnType<typeof setInterval> | undefined
  let share = 0
  const show = () => {
    const taken = now() - begun
    if (taken >= PATIENCE) progress(workingLine(share, Math.floor(taken / 1000), language))
  }
  return (now: number): void => {
    share = now
    clearInterval(reading)
    reading = undefined
    show()
    if (share >= 1) return
    reading = setInterval(show, TURN)
    // A command that has ended otherwise waits for no line.
    reading.unref()
  }
}
