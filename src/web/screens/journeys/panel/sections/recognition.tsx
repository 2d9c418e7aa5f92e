import { Stack, Text } from '@mantine/core'
import { useRef } from 'react'
import type { EventMatch } from '../../../../../events/index.ts'
import type { Touchpoint } from '../../../../../maps/index.ts'
import { useWords } from '../../../../words/language.tsx'
import { Preview } from '../../rules/preview.tsx'
import { RuleBuilder } from '../../rules/rule-builder.tsx'
import { useEditing, usePlace } from '../editing.tsx'
import { Remarks } from '../remarks.tsx'

const NO_RULE: readonly EventMatch[] = []

/** What recognises the touchpoint in what customers do, and what that finds. */
export const Recognition = ({
  at,
  touchpoint,
}: {
  readonly at: readonly string[]
  readonly touchpoint: Touchpoint
}) => {
  const { say } = useWords()
  const { map } = useEditing()
  const { value = NO_RULE, set, readOnly } = usePlace<readonly EventMatch[]>(at)
  const formerly = useRef(value).current
  if (touchpoint.need === 'expected_absent')
    return (
      <Text size="sm" className="quiet">
        {say('panel.match.absent')}
      </Text>
    )
  const others = map.touchpoints.flatMap(({ id, match = [] }) =>
    id === touchpoint.id || match.length === 0 ? [] : [{ id, match }],
  )
  return (
    <Stack gap="sm">
      <Text size="xs" className="quiet">
        {say('panel.match.lead')}
      </Text>
      <RuleBuilder value={value} write={(next) => set(next.length === 0 ? undefined : next)} readOnly={readOnly} />
      <Preview map={map} of={touchpoint.id} asked={{ match: value, formerly, others }} />
      <Remarks at={at} />
    </Stack>
  )
}

/** What opens a journey, or what is its success. */
export const BoundRule = ({ at, label }: { readonly at: readonly string[]; readonly label: string }) => {
  const { map } = useEditing()
  const { value, set, readOnly } = usePlace<EventMatch>(at)
  const rules = value ? [value] : NO_RULE
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <Stack gap={6}>
        <RuleBuilder single value={rules} write={([next]) => set(next)} readOnly={readOnly} />
        <Preview map={map} asked={{ match: rules, formerly: NO_RULE, others: [] }} />
        <Remarks at={at} />
      </Stack>
    </fieldset>
  )
}
