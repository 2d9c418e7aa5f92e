/** What a workshop's address may say besides its map: which workshop. */
export const workshopView = (search: Readonly<Record<string, unknown>>): { readonly session?: string } =>
  typeof search.session === 'string' && /^[\w-]{1,60}$/.test(search.session) ? { session: search.session } : {}
