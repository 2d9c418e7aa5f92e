import { Alert, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { MapPath } from '../../../../drafts/index.ts'
import { tell, type UserText } from '../../../../kernel/index.ts'
import { Failed, Working } from '../../../kit/state.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { useDraft } from './use-draft.ts'
import { useDraftActs, useStanding } from './use-standing.ts'

const keyOf = (at: MapPath) => at.join('/')

/** Somebody stored a revision meanwhile: both are brought together, and the person chooses where both changed one place. */
export const MergeDialog = ({ id, close }: { readonly id: string; readonly close: () => void }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { map } = useDraft(id)
  const standing = useStanding(id)
  const { merge } = useDraftActs(id)
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const titleOf = ([list, item, ...fields]: MapPath) => {
    const things = list === 'stages' ? map.stages : list === 'touchpoints' ? map.touchpoints : []
    const thing = things.find((each) => each.id === item)
    return [thing ? tell(thing.title, language) : [list, item].filter(Boolean).join(' '), ...fields].join(' › ')
  }
  const shown = (value: unknown) => {
    if (value === undefined || value === null) return say('draft.merge.nothing')
    if (typeof value !== 'object') return String(value)
    return 'fr' in value || 'en' in value ? tell(value as UserText, language) : JSON.stringify(value).slice(0, 160)
  }
  const choose = (key: string, who: string) => {
    const next = new Set(theirs)
    if (who === 'theirs') next.add(key)
    else next.delete(key)
    setTheirs(next)
  }
  const bring = async () => {
    const wanted = (standing.data?.conflicts ?? []).map(({ at }) => at).filter((at) => theirs.has(keyOf(at)))
    await merge.mutateAsync(wanted)
    close()
  }
  return (
    <Modal opened onClose={close} title={say('draft.merge.title')} size="lg">
      {standing.isPending && <Working />}
      {standing.isError && <Failed problem={standing.error} retry={() => void standing.refetch()} />}
      {standing.data && (
        <Stack>
          <Text size="sm">
            {say(standing.data.conflicts.length > 0 ? 'draft.merge.lead' : 'draft.merge.clean', {
              revision: standing.data.last.revision,
              count: standing.data.conflicts.length,
            })}
          </Text>
          {standing.data.conflicts.map(({ at, mine, theirs: other }) => (
            <Radio.Group
              key={keyOf(at)}
              label={titleOf(at)}
              value={theirs.has(keyOf(at)) ? 'theirs' : 'mine'}
              onChange={(who) => choose(keyOf(at), who)}
            >
              <Stack gap={6} mt={6}>
                <Radio value="mine" label={say('draft.merge.mine', { value: shown(mine) })} />
                <Radio value="theirs" label={say('draft.merge.theirs', { value: shown(other) })} />
              </Stack>
            </Radio.Group>
          ))}
          {merge.isError && <Alert color="red" title={merge.error.message} role="alert" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say('draft.cancel')}
            </Button>
            <Button loading={merge.isPending} onClick={() => void bring().catch(() => undefined)}>
              {say('draft.merge.do')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
