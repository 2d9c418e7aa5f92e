import { FileButton, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { IconFileUpload, IconPlus, IconSparkles } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { type DragEvent, type ReactNode, useState } from 'react'
import { tell } from '../../../kernel/index.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { type Chosen, CreateDialog } from './create-dialog.tsx'
import { Thumbnail } from './thumbnail.tsx'
import { useProposal, useReadFile, useTemplates } from './use-beginnings.ts'
import './new-map.css'

interface CardProps {
  readonly title: string
  readonly lead: string
  readonly picture: ReactNode
  readonly busy?: boolean
  readonly onClick: () => void
}

const Card = ({ title, lead, picture, busy, onClick }: CardProps) => (
  <UnstyledButton className="card begin" onClick={onClick} aria-busy={busy}>
    {picture}
    <Text fw={640} lh={1.25}>
      {title}
    </Text>
    <Text size="sm" className="quiet" lh={1.35}>
      {lead}
    </Text>
  </UnstyledButton>
)

/** Empty, from what was lived, or from a file. */
const Others = ({ choose }: { readonly choose: (chosen: Chosen) => void }) => {
  const { say, number } = useWords()
  const { language } = useLanguage()
  const proposal = useProposal()
  const read = useReadFile()
  const open = (file: File | null) =>
    file &&
    read.mutate(file, {
      onSuccess: ({ map, text }) =>
        choose({ name: say('newmap.file'), title: tell(map.title, language), map, begin: { text } }),
    })
  const propose = () =>
    proposal.mutate(undefined, {
      onSuccess: ({ map, text, cases }) =>
        choose({
          name: say('newmap.data'),
          lead: say('newmap.data.from', { cases: number(cases), count: map.touchpoints.length }),
          title: tell(map.title, language),
          map,
          begin: { text },
        }),
    })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    open(event.dataTransfer.files[0] ?? null)
  }
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        <Card
          title={say('newmap.empty')}
          lead={say('newmap.empty.lead')}
          picture={<IconPlus size={28} aria-hidden />}
          onClick={() => choose({ name: say('newmap.empty'), title: '', begin: {} })}
        />
        <Card
          title={say('newmap.data')}
          lead={proposal.isPending ? say('newmap.data.working') : say('newmap.data.lead')}
          picture={<IconSparkles size={28} aria-hidden />}
          busy={proposal.isPending}
          onClick={propose}
        />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button inside does the same */}
        <div onDrop={drop} onDragOver={(event) => event.preventDefault()}>
          <FileButton accept=".yaml,.yml,.json" onChange={open}>
            {({ onClick }) => (
              <Card
                title={say('newmap.file')}
                lead={read.isPending ? say('state.working') : say('newmap.file.lead')}
                picture={<IconFileUpload size={28} aria-hidden />}
                busy={read.isPending}
                onClick={onClick}
              />
            )}
          </FileButton>
        </div>
      </SimpleGrid>
      <Trouble problem={proposal.error} />
      <Trouble problem={read.error} />
    </>
  )
}

/** A new map: from a template, from nothing, from what was lived, from a file. */
export const NewMap = () => {
  const { say } = useWords()
  const { journey, touchpoint } = useSearch({ from: '/new-map' })
  const templates = useTemplates()
  const [chosen, choose] = useState<Chosen>()
  const parent = journey === undefined ? undefined : { journey, ...(touchpoint !== undefined && { touchpoint }) }
  if (templates.isPending) return <Working page />
  if (templates.isError) return <Failed page problem={templates.error} retry={() => void templates.refetch()} />
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{say(parent ? 'newmap.sub' : 'newmap.heading')}</Title>
        <Text className="quiet">{say('newmap.lead')}</Text>
      </div>
      <Others choose={choose} />
      <section aria-labelledby="templates">
        <Title order={2} size="h4" id="templates" mb="sm">
          {say('newmap.templates')}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3, xl: 4 }} spacing="sm">
          {templates.data.map(({ id, title, lead, map }) => (
            <Card
              key={id}
              title={title}
              lead={lead}
              picture={<Thumbnail map={map} />}
              onClick={() => choose({ name: title, lead, title, map, begin: { template: id } })}
            />
          ))}
        </SimpleGrid>
      </section>
      {chosen && <CreateDialog chosen={chosen} parent={parent} close={() => choose(undefined)} />}
    </Stack>
  )
}
