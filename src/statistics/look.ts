/** Throws where nobody waits for an answer any more: asked amid long work, some hundred times a second and more. */
export type Look = () => void

/** Somebody always waits. */
export const goOn: Look = () => undefined
