import { Button, Stack, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Trouble } from '../../kit/trouble.tsx'
import { useWords } from '../../words/language.tsx'
import { useTaking } from './use-taking.ts'
import './imports.css'

const ACCEPTED = '.csv,.tsv,.txt,.ndjson,.jsonl,.json,.parquet,.xes,.gz'

/** Where files are dropped, or chosen by keyboard. */
export const DropZone = () => {
  const { say } = useWords()
  const { take, problem } = useTaking()
  const chooser = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    <Stack
      className="card drop-zone"
      data-over={over || undefined}
      align="center"
      gap="xs"
      onDragEnter={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      <IconFileImport size={34} stroke={1.4} aria-hidden />
      <Text fw={600}>{say('import.drop')}</Text>
      <Text size="sm" className="quiet" ta="center" maw={560}>
        {say('import.drop.lead')}
      </Text>
      <Button mt="xs" onClick={() => chooser.current?.click()}>
        {say('import.choose')}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept={ACCEPTED}
        multiple
        hidden
        tabIndex={-1}
        aria-label={say('import.choose')}
        onChange={({ currentTarget }) => {
          void take([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      <Trouble problem={problem} />
    </Stack>
  )
}
