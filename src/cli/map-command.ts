import type { Command } from 'commander'

/** `parcours map`, under which several rooms put their commands. */
export const mapCommand = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'map') ??
  program.command('map').description('journey maps: check, draw, compare, keep, draft')
