declare const brand: unique symbol

/** An identifier of one kind of thing: `Id<'Map'>` and `Id<'Profile'>` cannot be confused. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }

/** Names a string as the id of a kind of thing. Call it once, at the edge where the string enters. */
export const asId = <Kind extends string>(text: string): Id<Kind> => text as Id<Kind>
