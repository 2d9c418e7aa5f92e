/** The processes of one data folder, in the order in which they start; they stop in the other order. */
export const ROLES = ['postgres', 'analytics', 'ingest', 'worker', 'api'] as const
export type Role = (typeof ROLES)[number]

/** Where ingest answers: HTTP on a Unix socket in a 0700 folder, with a bearer token. */
export interface IngestAddress {
  readonly socket: string
  readonly token: string
  /** Where sources send live events, over TCP; absent where none are collected. */
  readonly collect?: string
}

/**
 * Where analytics answers: ClickHouse's HTTP interface, on loopback; `secret` signs statements. With a ClickHouse
 * server of one's own, `server` is where questions go, and the process only loads the log into it.
 */
export interface AnalyticsAddress {
  readonly url: string
  readonly secret: string
  readonly server?: string
}

/** What the worker folds; it answers nobody. */
export interface WorkerAddress {
  readonly folds: readonly string[]
}

/** Where the web application answers; `token` is for programs of this machine, `link` opens a browser's session once. */
export interface ApiAddress {
  readonly url: string
  readonly token: string
  readonly link: string
  /** The port that people outside reach, where that is switched on, and where links say that it is. */
  readonly public?: { readonly port: number; readonly url: string }
}

/** Where each engine of a data folder answers; PostgreSQL by its URL. Secrets: kept in files of mode 0600 only. */
export interface EngineAddresses {
  readonly postgres?: string
  readonly analytics?: AnalyticsAddress
  readonly ingest?: IngestAddress
  readonly worker?: WorkerAddress
  readonly api?: ApiAddress
}

/** A role that runs in this process. `stop` drains and closes, so that the process can end by itself. */
export interface RunningRole<Address> {
  readonly address: Address
  stop(): Promise<void>
}

/** Where people outside reach what is shared with them; `url` is how links name it, where a proxy stands before it. */
export interface PublicAt {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly url?: string
}

/** What a role's process is told by the process that started it, over their channel. */
export interface RoleOptions {
  readonly dataFolder: string
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** Where ingest collects live events; a command's own ingest collects none. */
  readonly collect?: { readonly host: string; readonly port: number }
  /** What the api shows to people outside; nothing where it is absent. */
  readonly public?: PublicAt
  /** The engines that already run. */
  readonly engines: EngineAddresses
}

/** How a role is started: `startIngest`, `startAnalytics`, `startApi`. */
export type StartRole<Address> = (options: RoleOptions) => Promise<RunningRole<Address>>
