import { SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { type Entry, VOCABULARY } from '../../help/vocabulary.ts'
import { PageHead } from '../../kit/page.tsx'
import { plain } from '../../shell/find.ts'
import { useLanguage, useWords } from '../../words/language.tsx'
import './help.css'

const GROUPS = ['collected', 'designed', 'lived', 'moments', 'numbers', 'together'] as const

const Definition = ({ id, entry }: { readonly id: string; readonly entry: Entry }) => {
  const { language } = useLanguage()
  const other = language === 'fr' ? 'en' : 'fr'
  return (
    <div id={id} className="definition">
      <dt>
        <Text component="span" fw={640}>
          {entry.name[language]}
        </Text>{' '}
        <Text component="span" size="sm" className="quiet" lang={other}>
          {entry.name[other]}
        </Text>
      </dt>
      <dd>{entry.means[language]}</dd>
    </div>
  )
}

/** Every word of the product, in both languages, with its meaning. */
export const Vocabulary = () => {
  const { say } = useWords()
  const [wanted, setWanted] = useState('')
  const entries: readonly (readonly [string, Entry])[] = Object.entries(VOCABULARY)
  const found = entries.filter(([, { name, means }]) =>
    plain(`${name.fr} ${name.en} ${means.fr} ${means.en}`).includes(plain(wanted.trim())),
  )
  return (
    <Stack gap="lg" maw={1040}>
      <PageHead title={say('help.words')} lead={say('help.words.lead')} />
      <TextInput
        aria-label={say('help.words.filter')}
        placeholder={say('help.words.filter')}
        leftSection={<IconSearch size={16} />}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        maw={360}
      />
      {GROUPS.map((group) => [group, found.filter(([, { of }]) => of === group)] as const)
        .filter(([, words]) => words.length > 0)
        .map(([group, words]) => (
          <section key={group} aria-labelledby={`words-${group}`}>
            <Title order={2} id={`words-${group}`} mb="xs">
              {say(`help.words.${group}`)}
            </Title>
            <SimpleGrid component="dl" cols={{ base: 1, md: 2 }} spacing="sm" m={0}>
              {words.map(([id, entry]) => (
                <Definition key={id} id={id} entry={entry} />
              ))}
            </SimpleGrid>
          </section>
        ))}
      {found.length === 0 && <Text className="quiet">{say('help.words.none')}</Text>}
    </Stack>
  )
}
