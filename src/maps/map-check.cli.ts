import type { CommandContext } from '../cli/context.ts'
import { nameMap } from '../cli/map-argument.ts'
import { mapCommand } from '../cli/map-command.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { type Language, Refused, say } from '../kernel/index.ts'
import { type Checked, checkText, sound } from './check.ts'
import { type Finding, SEVERITIES, type Severity } from './finding.ts'
import { mapHash } from './hash.node.ts'

const SEVERITY_WORDS = {
  error: { fr: 'erreur', en: 'error' },
  warning: { fr: 'avertissement', en: 'warning' },
  hint: { fr: 'conseil', en: 'hint' },
} as const satisfies Record<Severity, { fr: string; en: string }>

/** `parcours map check MAP...` */
export const mapCheckCommand: Commands = (program, run) => {
  common(mapCommand(program).command('check').argument('<map...>', 'a file, or id[@revision] in the store'))
    .description('says what is wrong, doubtful or missing in a map, with the line and the remedy')
    .action((names: string[], options) =>
      run(options, async (context) => {
        const answers = []
        for (const name of names) answers.push({ name, ...(await checkOne(name, context)) })
        if (context.json) context.out(JSON.stringify(jsonOf(answers), null, 2))
        else for (const { findings } of answers) for (const each of findings) context.out(line(each, context.language))
        for (const { file, findings } of answers) context.note(summary(file, findings))
        if (!answers.every(({ findings }) => sound(findings))) process.exitCode = 1
      }),
    )
}

type Answer = Checked & { readonly file: string }

/** A file that cannot be read is a finding too, so that one bad name among ten does not hide the nine others. */
const checkOne = async (name: string, context: CommandContext): Promise<Answer> => {
  try {
    const { file, text, known } = await nameMap(name, context)
    return { file, ...checkText(text, file, known) }
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem
    const { code, what, remedy, at = { file: name } } = problem.refusal
    const both = (words: typeof what) => (typeof words === 'string' ? { fr: words, en: words } : words)
    return { file: name, findings: [{ code, severity: 'error', path: '', at, what: both(what), remedy: both(remedy) }] }
  }
}

const counts = (findings: readonly Finding[]) =>
  Object.fromEntries(
    SEVERITIES.map((severity) => [severity, findings.filter((each) => each.severity === severity).length]),
  ) as Record<Severity, number>

const line = ({ at, severity, code, what, remedy }: Finding, language: Language): string => {
  const place = [at.file, at.line, at.column].filter((part) => part !== undefined).join(':')
  const colon = language === 'fr' ? '\u00a0:' : ':'
  return `${place}: ${say(SEVERITY_WORDS[severity], language)}${colon} ${say(what, language)} [${code}]\n  → ${say(remedy, language)}`
}

const summary = (file: string, findings: readonly Finding[]) => {
  const { error, warning, hint } = counts(findings)
  const some = (count: number, word: string) => `${count} ${word}${count > 1 ? 's' : ''}`
  const many = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`
  return {
    fr: `${file}\u00a0: ${some(error, 'erreur')}, ${some(warning, 'avertissement')}, ${some(hint, 'conseil')}.`,
    en: `${file}: ${many(error, 'error')}, ${many(warning, 'warning')}, ${many(hint, 'hint')}.`,
  }
}

const jsonOf = (answers: readonly Answer[]) => ({
  maps: answers.map(({ file, read, findings }) => ({
    file,
    id: read?.map.id ?? null,
    hash: read ? mapHash(read.map) : null,
    sound: sound(findings),
    ...counts(findings),
    findings: findings.map(({ code, severity, path, at, what, remedy }) => ({
      code,
      severity,
      path,
      file: at.file ?? file,
      line: at.line ?? null,
      column: at.column ?? null,
      what,
      remedy,
    })),
  })),
})
