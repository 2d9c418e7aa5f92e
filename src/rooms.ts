/**
 * THE MAP of the house: one line per room, in the order in which data flows.
 * A room may use only the rooms named on its line, all of them above it; it enters them by their door (`index.ts`).
 * `architecture.test.ts` reads this table and every import of the source, and fails on anything else.
 */
export const rooms = {
  kernel: { does: 'ids, instants, outcomes, localised text, intervals: no domain word', uses: [] },
  statistics: {
    does: 'estimates with their intervals, tests over many, chance that can be repeated: no domain word',
    uses: ['kernel'],
  },
  governance: { does: 'who acts, in which workspace, what is set for it, and whether they may', uses: ['kernel'] },
  events: { does: 'what an interaction is, how it is kept and asked for', uses: ['kernel', 'governance'] },
  imports: {
    does: 'files of rows (CSV, NDJSON, Parquet, XES) become events',
    uses: ['kernel', 'governance', 'events'],
  },
  consent: {
    does: 'what each person and each device said their data may be used for; refused by default',
    uses: ['kernel', 'governance', 'events'],
  },
  deposits: {
    does: 'a folder or a bucket where others put files, each of them imported once',
    uses: ['kernel', 'governance', 'imports'],
  },
  collection: {
    does: 'interactions arrive live over HTTP, each from a source that is trusted so far and no further',
    uses: ['kernel', 'governance', 'events', 'consent'],
  },
  webhooks: {
    does: 'what other systems send by themselves, in their own words, becomes interactions of a source',
    uses: ['kernel', 'governance', 'events', 'collection'],
  },
  profiles: {
    does: 'one person behind many identifiers: evidence, merges that can be undone, the whole timeline',
    uses: ['kernel', 'governance', 'events', 'collection'],
  },
  matching: {
    does: 'records with no shared key that are one person',
    uses: ['kernel', 'governance', 'events', 'profiles'],
  },
  maps: {
    does: 'the journey as designed: format, findings, revisions',
    uses: ['kernel', 'governance', 'events'],
  },
  desk: {
    does: 'what people in a store or on the telephone type in',
    uses: ['kernel', 'governance', 'events', 'collection', 'maps'],
  },
  drafts: {
    does: 'a map that several people edit at once: a shared document, its changes, and the revision that is kept of it',
    uses: ['kernel', 'governance', 'events', 'maps'],
  },
  drawings: {
    does: 'a designed map as a picture and a table: one layout, in SVG, PNG, PDF and HTML, and its typography',
    uses: ['kernel', 'events', 'maps'],
  },
  notices: {
    does: 'what a person should know, and what they have seen',
    uses: ['kernel', 'governance'],
  },
  comments: {
    does: 'what people say to each other about a map',
    uses: ['kernel', 'governance'],
  },
  feedback: { does: 'what customers say, as scores with their intervals', uses: ['kernel', 'statistics'] },
  journeys: {
    does: 'the journey as lived: instances, paths, times, conformance to the map',
    uses: ['kernel', 'statistics', 'governance', 'events', 'maps', 'drawings', 'feedback'],
  },
  passages: {
    does: 'where everybody stands on every approved map, kept up as events arrive',
    uses: ['kernel', 'governance', 'events', 'profiles', 'maps', 'feedback', 'journeys'],
  },
  moments: {
    does: 'the moments that matter, noticed in the lived journeys with their evidence',
    uses: ['kernel', 'statistics', 'governance', 'events', 'maps', 'drawings', 'feedback', 'journeys'],
  },
  explorations: {
    does: 'of whom a lived journey is told, who they are, which ways they took and why they left',
    uses: ['kernel', 'statistics', 'governance', 'events', 'maps', 'feedback', 'journeys', 'moments'],
  },
  mining: {
    does: 'process views for specialists: a process tree discovered from what was lived, and event logs for other tools',
    uses: ['kernel', 'statistics', 'governance', 'events', 'maps', 'journeys', 'explorations'],
  },
  analyses: {
    does: 'questions over lived journeys, each asked alike from the command line and over HTTP',
    uses: [
      'kernel',
      'statistics',
      'governance',
      'events',
      'maps',
      'drawings',
      'feedback',
      'journeys',
      'explorations',
      'mining',
    ],
  },
  segments: {
    does: 'who belongs, said as conditions under a name: asked again each time, never a list',
    uses: ['kernel', 'governance', 'events'],
  },
  views: {
    does: 'questions that are kept, and boards of them: asked again each time, never answers',
    uses: ['kernel', 'governance'],
  },
  reports: {
    does: 'one self-contained page: the designed map lit by what customers did',
    uses: ['kernel', 'events', 'maps', 'drawings', 'feedback', 'journeys', 'moments'],
  },
  workshops: {
    does: 'a room of people rates a map from their telephones; what they said becomes evidence',
    uses: ['kernel', 'governance', 'events', 'maps', 'drafts'],
  },
  exports: {
    does: 'a map to take away: pictures, a page, a workbook; the same from a screen and from the command line',
    uses: ['kernel', 'maps', 'drawings', 'journeys', 'explorations', 'moments'],
  },
  shares: {
    does: 'a map shown outside: links and frames with a scope and an end',
    uses: ['kernel', 'governance', 'maps', 'feedback', 'journeys', 'explorations'],
  },
  home: {
    does: 'what changed since one last looked, and what waits for a decision',
    uses: ['kernel', 'governance', 'imports', 'maps', 'notices', 'comments', 'moments'],
  },
  demo: {
    does: 'a synthetic company whose truth is known',
    uses: ['kernel', 'governance', 'events', 'imports', 'maps', 'feedback', 'journeys', 'moments', 'reports'],
  },
} as const satisfies Record<string, { does: string; uses: readonly string[] }>

export type Room = keyof typeof rooms
