/** What there is nothing to draft a map from. */
export const nothingToDraft = {
  code: 'nothing-to-draft-from',
  what: { fr: 'Aucun événement ne répond à ces filtres.', en: 'No event answers these filters.' },
  remedy: {
    fr: 'Importez un journal (parcours import), ou élargissez les filtres.',
    en: 'Import a log (parcours import), or widen the filters.',
  },
}

/** The id of a map that is drafted from something of that name. */
export const draftIdOf = (name: string): string => {
  const id = name.replace(/[^\p{L}\p{N}_.-]+/gu, '-').replace(/^[^\p{L}\p{N}]+|^x-/u, '')
  return id === '' ? 'draft' : id.slice(0, 100)
}
