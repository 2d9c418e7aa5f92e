import { Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useWords } from '../../words/language.tsx'
import { LimitFields, limitsTyped, NO_LIMITS, type TypedLimits } from './limit-fields.tsx'
import { type LiveSource, useLimit } from './use-sources.ts'

/** How much a source may send, changed. */
export const LimitSource = ({ source, close }: { readonly source: LiveSource; readonly close: () => void }) => {
  const { say } = useWords()
  const limit = useLimit()
  const [typed, setTyped] = useState<TypedLimits>(source.limits ?? NO_LIMITS)
  return (
    <Modal
      opened
      onClose={close}
      title={say('sources.limits.title', { name: source.name })}
      closeButtonProps={{ 'aria-label': say('shell.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          limit.mutate({ name: source.name, limits: limitsTyped(typed) ?? null }, { onSuccess: close })
        }}
      >
        <Stack gap="md">
          <LimitFields value={typed} change={setTyped} />
          <FormFoot problem={limit.error} submit={say('sources.limits.save')} busy={limit.isPending} cancel={close} />
        </Stack>
      </form>
    </Modal>
  )
}
