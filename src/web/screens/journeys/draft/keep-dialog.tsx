import { Alert, Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconBulb, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import { useKeptText } from '../../../kit/kept-text.ts'
import { Failed, Working } from '../../../kit/state.tsx'
import { useWords } from '../../../words/language.tsx'
import { useAside } from '../use-aside.ts'
import { useDraft } from './use-draft.ts'
import { type Finding, useDraftActs, useFindings } from './use-standing.ts'

const LOOKS = {
  error: { icon: IconCircleX, colour: 'var(--bad)' },
  warning: { icon: IconAlertTriangle, colour: 'var(--watch)' },
  hint: { icon: IconBulb, colour: 'var(--quiet)' },
} as const

const MOST_SHOWN = 6

const FindingLine = ({ finding, open }: { readonly finding: Finding; readonly open: (() => void) | undefined }) => {
  const { say } = useWords()
  const { icon: Icon, colour } = LOOKS[finding.severity]
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" component="li">
      <Icon size={18} color={colour} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      <div>
        <Text size="sm">
          <strong>{say(`draft.finding.${finding.severity}`)}</strong> {finding.what}
        </Text>
        <Text size="sm" className="quiet">
          {finding.remedy}
        </Text>
        {open && (
          <Button size="compact-xs" variant="subtle" onClick={open}>
            {say('draft.finding.open')}
          </Button>
        )}
      </div>
    </Group>
  )
}

const Findings = ({ id, close }: { readonly id: string; readonly close: () => void }) => {
  const { say } = useWords()
  const { map } = useDraft(id)
  const { show } = useAside()
  const findings = useFindings(id, map, true)
  if (findings.isPending) return <Working />
  if (findings.isError) return <Failed problem={findings.error} retry={() => void findings.refetch()} />
  const worst = findings.data.filter(({ severity }) => severity !== 'hint')
  const opener = ({ path }: Finding) => {
    const [, list = '', index = ''] = path.split('/')
    const item = list === 'touchpoints' ? map.touchpoints[Number(index)] : undefined
    if (!item) return undefined
    return () => {
      close()
      show(`touchpoint:${item.id}`)
    }
  }
  if (worst.length === 0) return <Text size="sm">{say('draft.sound')}</Text>
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {worst.slice(0, MOST_SHOWN).map((finding) => (
        <FindingLine key={finding.code + finding.path} finding={finding} open={opener(finding)} />
      ))}
      {worst.length > MOST_SHOWN && (
        <Text component="li" size="sm" className="quiet">
          {say('draft.finding.more', { count: worst.length - MOST_SHOWN })}
        </Text>
      )}
    </Stack>
  )
}

/** Why this revision, and what the check says before it is kept. */
export const KeepDialog = ({ id, close }: { readonly id: string; readonly close: () => void }) => {
  const { say } = useWords()
  const { keep } = useDraftActs(id)
  const [why, write] = useKeptText(`revision ${id}`)
  const [review, setReview] = useState(false)
  const store = async () => {
    const reason = why.trim()
    const { revision } = await keep.mutateAsync({
      status: review ? 'in_review' : 'draft',
      ...(reason !== '' && { why: reason }),
    })
    write('')
    notifications.show({ message: say('draft.keep.done', { revision }) })
    close()
  }
  return (
    <Modal opened onClose={close} title={say('draft.keep')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          store().catch(() => undefined)
        }}
      >
        <Stack>
          <Textarea
            data-autofocus
            label={say('draft.keep.why')}
            description={say('draft.keep.why.lead')}
            value={why}
            maxLength={2_000}
            autosize
            minRows={2}
            onChange={(event) => write(event.currentTarget.value)}
          />
          <Checkbox
            label={say('draft.keep.review')}
            checked={review}
            onChange={(event) => setReview(event.currentTarget.checked)}
          />
          <Findings id={id} close={close} />
          {keep.isError && (
            <Alert color="red" title={keep.error.message} role="alert">
              {'remedy' in keep.error && String(keep.error.remedy)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say('draft.cancel')}
            </Button>
            <Button type="submit" loading={keep.isPending}>
              {say('draft.keep')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
