import { Badge, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Trouble } from '../../kit/trouble.tsx'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { type DepositFile, type ToldDeposit, useTakeAgain } from './use-deposits.ts'

/** Where a file stands, the import it was handed to included. */
export const standingOf = ({ state, import: brought }: DepositFile) => {
  if (state !== 'taken' || !brought) return state
  if (brought.state === 'finished') return 'finished'
  if (brought.state === 'ready') return 'asks'
  return brought.state === 'waiting' || brought.state === 'running' || brought.state === 'receiving'
    ? 'running'
    : 'refused'
}

const COLOURS = {
  seen: 'gray',
  taking: 'petrol',
  running: 'petrol',
  taken: 'teal',
  finished: 'teal',
  asks: 'petrol',
  refused: 'red',
} as const

/** What became of it, in figures or in words. */
const Became = ({ file }: { readonly file: DepositFile }) => {
  const { say, number } = useWords()
  const asks = standingOf(file) === 'asks'
  const why = asks ? undefined : (file.why ?? file.import?.why)
  const { kept, duplicates, rejected } = file.import ?? {}
  return (
    <div className="deposit-became">
      {kept !== null && kept !== undefined && (
        <Text size="sm">
          {[
            say('deposits.kept', { count: kept, shown: number(kept) }),
            duplicates ? say('deposits.duplicates', { count: number(duplicates) }) : '',
            rejected ? say('deposits.rejected', { count: rejected, shown: number(rejected) }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
      {asks && <Text size="sm">{say('deposits.asks')}</Text>}
      {why && (
        <Text size="sm">
          {why.what} <span className="quiet">{why.remedy}</span>
        </Text>
      )}
      {file.import && (
        <Link to="/collect/import/$import" params={{ import: file.import.id }} className="deposit-link">
          {say(asks ? 'deposits.choose' : 'deposits.import')}
        </Link>
      )}
    </div>
  )
}

const One = ({ deposit, file }: { readonly deposit: ToldDeposit; readonly file: DepositFile }) => {
  const { say, bytes } = useWords()
  const again = useTakeAgain()
  const standing = standingOf(file)
  const over = file.state === 'taken' || file.state === 'refused'
  return (
    <li className="deposit-file">
      <div>
        <Text fw={600}>{file.file}</Text>
        <Text size="sm" className="quiet">
          {bytes(file.size)} · <When at={file.at} />
        </Text>
      </div>
      <Badge variant={standing === 'asks' ? 'filled' : 'light'} color={COLOURS[standing]} className="deposit-state">
        {say(`deposits.file.${standing}`)}
      </Badge>
      <Became file={file} />
      {over && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={again.isPending}
          onClick={() => again.mutate({ name: deposit.name, file: file.file, version: file.version })}
          aria-label={say('deposits.again.of', { file: file.file })}
          className="deposit-again"
        >
          {say('deposits.again')}
        </Button>
      )}
      <Trouble problem={again.error} />
    </li>
  )
}

/** What was found in a deposit, the latest first, and what became of each file. */
export const DepositFiles = ({ deposit }: { readonly deposit: ToldDeposit }) => {
  const { say } = useWords()
  return (
    <ul className="deposit-files" aria-label={say('deposits.files.of', { name: deposit.name })}>
      {deposit.files.map((file) => (
        <One key={`${file.file} ${file.version}`} deposit={deposit} file={file} />
      ))}
    </ul>
  )
}
