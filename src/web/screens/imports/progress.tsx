import { Button, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { Figure } from '../../kit/number.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { useWords } from '../../words/language.tsx'
import { DropZone } from './drop-zone.tsx'
import { giveUp, resume, useUploads } from './uploads.ts'
import { useCancel } from './use-cancel.ts'
import type { ToldImport } from './use-imports.ts'

const Bar = ({ share, name }: { readonly share: number; readonly name: string }) => (
  <Progress.Root size="lg" radius="xl">
    <Progress.Section value={100 * Math.min(1, share)} aria-label={name} />
  </Progress.Root>
)

/** The file on its way; where it was cut, how it goes on. */
export const Receiving = ({ one }: { readonly one: ToldImport }) => {
  const { say, bytes, percent } = useWords()
  const upload = useUploads().get(one.id)
  const cancel = useCancel(one.id)
  const stop = () => {
    giveUp(one.id)
    cancel.mutate()
  }
  if (!upload)
    return (
      <Stack gap="md">
        <Text>{say('import.receiving.cut')}</Text>
        <DropZone />
        <Group>
          <Button variant="subtle" color="gray" onClick={stop}>
            {say('import.forget')}
          </Button>
        </Group>
      </Stack>
    )
  const share = upload.size === 0 ? 1 : upload.sent / upload.size
  return (
    <Stack className="card" p="lg" gap="sm">
      <Text role="status">
        {say('import.receiving', { sent: bytes(upload.sent), size: bytes(upload.size), share: percent(share) })}
      </Text>
      <Bar share={share} name={say('import.state.receiving')} />
      <Trouble problem={upload.problem} />
      <Group>
        {upload.problem && <Button onClick={() => void resume(one.id)}>{say('import.resume')}</Button>}
        <Button variant="subtle" color="gray" onClick={stop}>
          {say('import.forget')}
        </Button>
      </Group>
    </Stack>
  )
}

/** The import under way: what became of the rows so far, how fast, how long still. */
export const Running = ({ one }: { readonly one: ToldImport }) => {
  const { say, number, time, percent } = useWords()
  const cancel = useCancel(one.id)
  const { advance } = one
  const share = advance && advance.size > 0 ? Math.min(1, advance.consumed / advance.size) : 0
  const words =
    advance === null
      ? say(`import.state.${one.state}`)
      : advance.settling
        ? say('import.settling')
        : say('import.running', {
            share: percent(share),
            rate: number(advance.rowsPerSecond),
            left: advance.secondsLeft === null ? say('import.left.unknown') : time(advance.secondsLeft),
          })
  useEffect(() => {
    const before = document.title
    document.title = `${percent(share)} · ${before.replace(/^\d+\s?% · /, '')}`
    return () => {
      document.title = before
    }
  }, [share, percent])
  return (
    <Stack gap="md">
      <Stack className="card" p="lg" gap="sm">
        <Text>{words}</Text>
        <Bar share={share} name={say('import.state.running')} />
        <Text size="sm" className="quiet">
          {say('import.running.leave')}
        </Text>
      </Stack>
      {advance && (
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          <Figure name={say('import.figure.read')}>{number(advance.rows)}</Figure>
          <Figure name={say('import.figure.kept')}>{number(advance.kept)}</Figure>
          <Figure name={say('import.figure.duplicates')}>{number(advance.duplicates)}</Figure>
          <Figure name={say('import.figure.rejected')}>{number(advance.rejected)}</Figure>
        </SimpleGrid>
      )}
      <Group>
        <Button variant="light" color="gray" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {say('import.cancel')}
        </Button>
        <Text size="sm" className="quiet">
          {say('import.cancel.lead')}
        </Text>
      </Group>
    </Stack>
  )
}
