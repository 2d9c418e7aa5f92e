import { Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { tell } from '../../../kernel/index.ts'
import type { Addition, Result } from '../../../workshops/index.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { useItemTitle } from './question-title.ts'
import { useAdd, useAdditions } from './use-additions.ts'
import type { LedWorkshop } from './use-workshops.ts'

/** Whether what was answered may be added to the map, one by one. */
export const isAddable = (result: Result): result is Result & { readonly kind: Addition['kind'] } =>
  result.kind === 'missing' || result.kind === 'matters' || result.kind === 'remarks'

interface LineProps {
  readonly workshop: LedWorkshop
  readonly addition: Addition
}

/** Puts it on the map; a remark that names no stage is given one first. */
const Put = ({ workshop, addition }: LineProps) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const titleOf = useItemTitle(workshop.outline)
  const add = useAdd(workshop.id)
  const homeless = addition.kind === 'remarks' && addition.stage === null
  const [stage, choose] = useState(workshop.outline.stages[0]?.id ?? '')
  const action = say(`workshop.add.${addition.kind}`)
  const text = addition.kind === 'matters' ? titleOf(addition.text) : addition.text
  return (
    <Group gap="xs" justify="flex-end">
      <Trouble problem={add.error} />
      {homeless && (
        <NativeSelect
          size="xs"
          aria-label={say('workshop.add.stage')}
          data={workshop.outline.stages.map(({ id, title }) => ({ value: id, label: tell(title, language) || id }))}
          value={stage}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        />
      )}
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        loading={add.isPending}
        aria-label={say('workshop.add.what', { action, text })}
        onClick={() => add.mutate({ key: addition.key, ...(homeless && { stage }) })}
      >
        {action}
      </Button>
    </Group>
  )
}

const Line = ({ workshop, addition }: LineProps) => {
  const { say } = useWords()
  const titleOf = useItemTitle(workshop.outline)
  const { kind, text, stage, n, placed } = addition
  return (
    <li className="card workshop-addition">
      <div>
        {kind === 'matters' ? titleOf(text) : text}
        <Text size="sm" className="quiet">
          {[stage !== null && titleOf(stage), say('workshop.add.n', { n })].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {placed === null ? (
        <Put workshop={workshop} addition={addition} />
      ) : (
        <Link to="/maps/$map" params={{ map: workshop.map }} search={{ aside: placed }} className="back">
          <IconCheck size={15} aria-hidden /> {say('workshop.added')}
        </Link>
      )}
    </li>
  )
}

/** What the room proposes to add to the map: each in one click, with what it rests on. */
export const Additions = ({ workshop, kind }: { readonly workshop: LedWorkshop; readonly kind: Addition['kind'] }) => {
  const { say } = useWords()
  const additions = useAdditions(workshop)
  if (additions.isPending) return <Working />
  if (additions.isError) return <Failed problem={additions.error} retry={() => void additions.refetch()} />
  const mine = additions.data.filter((each) => each.kind === kind)
  if (mine.length === 0) return null
  return (
    <section aria-labelledby="workshop-additions">
      <Title order={3} size="h4" id="workshop-additions">
        {say('workshop.additions')}
      </Title>
      <Text size="sm" className="quiet" mb="xs">
        {say('workshop.additions.lead')}
      </Text>
      <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
        {mine.map((addition) => (
          <Line key={addition.key} workshop={workshop} addition={addition} />
        ))}
      </Stack>
    </section>
  )
}
