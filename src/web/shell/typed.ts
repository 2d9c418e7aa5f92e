/** What a person has written on this screen, field by field, in case the screen breaks. Kept in memory, never stored. */
export interface Typed {
  readonly field: string
  readonly text: string
}

const fields = new Map<Element, Typed>()

const nameOf = (field: HTMLElement): string =>
  field.getAttribute('aria-label') ??
  (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    ? (field.labels?.[0]?.textContent ?? field.placeholder)
    : '')

const textOf = (field: HTMLElement): string | undefined => {
  if (field instanceof HTMLTextAreaElement) return field.value
  if (field instanceof HTMLInputElement)
    return /^(?:text|search|email|tel|url|number|date)$/.test(field.type) ? field.value : undefined
  return field.isContentEditable ? (field.textContent ?? '') : undefined
}

/** Listens to what is written inside, and forgets it when told to. */
export const rememberTyped = (inside: HTMLElement): (() => void) => {
  const listen = ({ target }: Event) => {
    if (!(target instanceof HTMLElement)) return
    const text = textOf(target)
    if (text?.trim()) fields.set(target, { field: nameOf(target), text })
    else fields.delete(target)
  }
  inside.addEventListener('input', listen)
  return () => {
    inside.removeEventListener('input', listen)
    fields.clear()
  }
}

/** What was written since the screen was opened, the latest field last. */
export const typed = (): readonly Typed[] => [...fields.values()]
