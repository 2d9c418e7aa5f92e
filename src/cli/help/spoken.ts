import type { Command, Option } from 'commander'
import type { Language } from '../../kernel/index.ts'
import { AROUND, HELP_IN_FRENCH, slipInFrench } from './french.ts'

const french = (text: string): string => HELP_IN_FRENCH.get(text) ?? AROUND.get(text) ?? text

/** An option with its choices and what it is where nothing is said, in French. */
const optionInFrench = ({ description, argChoices, defaultValue, defaultValueDescription }: Option): string => {
  const more = [
    argChoices && `choix : ${argChoices.map((choice) => JSON.stringify(choice)).join(', ')}`,
    defaultValue !== undefined &&
      typeof defaultValue !== 'boolean' &&
      `sinon : ${defaultValueDescription ?? JSON.stringify(defaultValue)}`,
  ].filter(Boolean)
  return more.length === 0 ? french(description) : `${french(description)} (${more.join(' ; ')})`
}

/** Help and slips in the language of whoever reads them; in English as the commands say them themselves. */
export const spokenIn = (program: Command, language: Language): Command => {
  if (language === 'en') return program
  const speak = (command: Command): void => {
    command
      .helpOption('-h, --help', french('display help for command'))
      .configureHelp({
        styleTitle: french,
        commandDescription: (one) => french(one.description()),
        subcommandDescription: (one) => french(one.summary() || one.description()),
        argumentDescription: (one) => french(one.description),
        optionDescription: optionInFrench,
      })
      .configureOutput({ outputError: (text, write) => write(slipInFrench(text)) })
    if (command.commands.length > 0) command.helpCommand('help [command]', french('display help for command'))
    for (const one of command.commands) speak(one)
  }
  speak(program)
  return program
}
