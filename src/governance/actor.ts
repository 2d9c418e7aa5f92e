import { asId, type Id } from '../kernel/index.ts'

/** Who acts: a person, or a program in a person's name. */
export interface Actor {
  readonly id: Id<'Actor'>
  readonly workspace: Id<'Workspace'>
}

/** The workspace and the owner that the first start creates; the command line and the start token act as it. */
export const LOCAL_OWNER: Actor = { id: asId<'Actor'>('local-owner'), workspace: asId<'Workspace'>('default') }
