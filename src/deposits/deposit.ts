import type { Actor } from '../governance/index.ts'
import type { Chosen } from '../imports/index.ts'
import type { Instant, Refusal } from '../kernel/index.ts'

/** A folder of this machine. */
export interface FolderPlace {
  readonly kind: 'folder'
  readonly path: string
}

/** A bucket of an S3-compatible store. */
export interface BucketPlace {
  readonly kind: 'bucket'
  /** Where the store answers: `https://s3.eu-west-3.amazonaws.com`. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly prefix: string
  readonly accessKey: string
  /** Sealed by the data folder. */
  readonly secretKey: string
  /** Its owner says that it may stand in a private network. */
  readonly allowPrivate: boolean
}

export type PlaceOf = FolderPlace | BucketPlace

/** A place where others put files, looked at again and again. */
export interface Deposit {
  readonly workspace: Actor['workspace']
  readonly name: string
  /** The source of what its files hold. */
  readonly source: string
  readonly place: PlaceOf
  /** What the columns of its files are. */
  readonly chosen: Chosen
  readonly everySeconds: number
  readonly addedAt: Instant
  /** Who asked that it be looked into no more for now, and when. */
  readonly paused: { readonly by: string; readonly at: Instant } | null
  /** The last look, and why the place could not be read. */
  readonly looked: { readonly at: Instant; readonly trouble: string | null } | null
}

/** A file as it lies there: its version changes with its content. */
export interface Lying {
  readonly file: string
  readonly size: number
  readonly version: string
}

/** What became of a file: seen and not yet settled, being taken, taken (by which import), or why it was not. */
export interface Found extends Lying {
  readonly seenAt: Instant
  readonly state: 'seen' | 'taking' | 'taken' | 'refused'
  readonly importId: string | null
  readonly why: Refusal | null
  /** Being taken: until when it is left to who takes it, unless they say that they still do. */
  readonly until: Instant | null
}

/** Who takes a file in, and until when others leave it to them. */
export interface Lease {
  readonly holder: string
  readonly until: Instant
}

/** A place that can be looked into. */
export interface Place {
  list(): Promise<readonly Lying[]>
  /** The bytes of a file as it was listed; throws where it has changed since. */
  read(lying: Lying): AsyncIterable<Uint8Array>
}

/** Port: the deposits, and what was found in each. */
export interface DepositStore {
  /** False where the name is taken. */
  add(deposit: Deposit): Promise<boolean>
  remove(workspace: Actor['workspace'], name: string): Promise<boolean>
  /** Those of a workspace by name, or of all. */
  list(workspace?: Actor['workspace']): Promise<Deposit[]>
  /** What was found in one, the latest first. */
  found(workspace: Actor['workspace'], name: string, most: number): Promise<Found[]>
  /** Notes what lies there: what was taken or refused at a version stays so, what was only seen and is gone is forgotten. */
  see(deposit: Deposit, lying: readonly Lying[], at: Instant): Promise<void>
  /** Says that a deposit is looked into no more for now, or again. False where there is none of that name. */
  pause(workspace: Actor['workspace'], name: string, paused: Deposit['paused']): Promise<boolean>
  /** Notes that a deposit was looked into. */
  note(deposit: Deposit, looked: NonNullable<Deposit['looked']>): Promise<void>
  /** Of a file at a version, whoever is first: false where it was taken or refused before, or is being taken by another. */
  claim(deposit: Deposit, lying: Lying, lease: Lease, at: Instant): Promise<boolean>
  /** Still takes it, by this import: false where the lease ran out and another has it. */
  hold(deposit: Deposit, lying: Lying, lease: Lease, importId: string): Promise<boolean>
  /** What became of a claimed file, as far as its lease is still held. */
  settle(deposit: Deposit, lying: Lying, holder: string, end: Pick<Found, 'state' | 'importId' | 'why'>): Promise<void>
  /** Lets a file that was taken or refused be taken again at the next look. False where there is none such. */
  again(workspace: Actor['workspace'], name: string, file: Pick<Lying, 'file' | 'version'>): Promise<boolean>
}
