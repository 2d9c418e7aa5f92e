import { Overlay, Stack, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useWords } from '../../words/language.tsx'
import { useTaking } from './use-taking.ts'

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true

/** A file dropped anywhere is imported. */
export const DropAnywhere = () => {
  const { say } = useWords()
  const { take } = useTaking()
  const [over, setOver] = useState(false)
  useEffect(() => {
    let inside = 0
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      inside++
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      inside = Math.max(0, inside - 1)
      setOver(inside > 0)
    }
    const allow = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      inside = 0
      setOver(false)
      void take([...(event.dataTransfer?.files ?? [])])
    }
    const listeners = { dragenter: enter, dragleave: leave, dragover: allow, drop } as const
    for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of Object.entries(listeners)) removeEventListener(name, listener as EventListener)
    }
  })
  if (!over) return null
  return (
    <Overlay fixed zIndex={900} backgroundOpacity={0.72} blur={2} center style={{ pointerEvents: 'none' }}>
      <Stack align="center" gap="xs" c="white">
        <IconFileImport size={48} stroke={1.3} aria-hidden />
        <Text size="xl" fw={640}>
          {say('import.anywhere')}
        </Text>
        <Text>{say('import.anywhere.lead')}</Text>
      </Stack>
    </Overlay>
  )
}
