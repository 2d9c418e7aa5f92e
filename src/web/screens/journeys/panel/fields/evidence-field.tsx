import { Group, NumberInput, Select, Stack, TagsInput, TextInput, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { EVIDENCE_LEVELS, type Evidence, type EvidenceLevel } from '../../../../../maps/index.ts'
import { EvidenceMark } from '../../../../kit/evidence.tsx'
import { useWords } from '../../../../words/language.tsx'
import { usePlace } from '../editing.tsx'
import { Remarks } from '../remarks.tsx'

/** How well a claim is founded: its mark, which opens onto its level, sources, number and day. */
export const EvidenceField = ({ at }: { readonly at: readonly string[] }) => {
  const { say } = useWords()
  const { value, set, readOnly } = usePlace<Evidence>(at)
  const [opened, { toggle }] = useDisclosure()
  const give = (part: Partial<Evidence>) => {
    const next = { level: 'hypothesis', ...value, ...part }
    set(Object.fromEntries(Object.entries(next).filter(([, each]) => each !== undefined)) as unknown as Evidence)
  }
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={opened} className="disclose">
        <span className="visually-hidden">{say('panel.evidence')}</span>
        <EvidenceMark evidence={value} />
        {opened ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
      </UnstyledButton>
      {opened && (
        <Stack gap="xs" mt={6} className="inset">
          <Select
            label={say('panel.evidence.level')}
            data={EVIDENCE_LEVELS.map((level) => ({ value: level, label: say(`evidence.${level}`) }))}
            value={value?.level ?? null}
            placeholder={say('evidence.none')}
            clearable
            readOnly={readOnly}
            onChange={(level) => (level === null ? set(undefined) : give({ level: level as EvidenceLevel }))}
          />
          {value && (
            <>
              <TagsInput
                label={say('panel.evidence.sources')}
                value={[...(value.sources ?? [])]}
                readOnly={readOnly}
                acceptValueOnBlur
                onChange={(sources) => give({ sources })}
              />
              <Group grow>
                <NumberInput
                  label={say('panel.evidence.n')}
                  min={0}
                  value={value.n ?? ''}
                  readOnly={readOnly}
                  onChange={(n) => give({ n: n === '' ? (undefined as never) : Number(n) })}
                />
                <TextInput
                  type="date"
                  label={say('panel.evidence.asof')}
                  value={value.as_of ?? ''}
                  readOnly={readOnly}
                  onChange={({ currentTarget }) =>
                    give({ as_of: currentTarget.value === '' ? (undefined as never) : currentTarget.value })
                  }
                />
              </Group>
            </>
          )}
          <Remarks at={at} />
        </Stack>
      )}
    </div>
  )
}
