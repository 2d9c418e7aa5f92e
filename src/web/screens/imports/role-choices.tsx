import { Group, Select, SimpleGrid, Text } from '@mantine/core'
import type { Chosen, CountRole, Role } from '../../../imports/index.ts'
import { useWords } from '../../words/language.tsx'
import type { ToldPreview } from './use-imports.ts'

export const EVENT_ROLES = ['time', 'event', 'case', 'profile', 'channel', 'store', 'adviser', 'id', 'order'] as const
export const COUNT_ROLES = [
  'touchpoint',
  'channel',
  'store',
  'from',
  'to',
  'count',
  'medianSeconds',
  'satisfactionN',
  'satisfactionMean',
] as const satisfies readonly CountRole[]

interface Props {
  readonly preview: ToldPreview
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
}

const NONE = '\u0000none'

const RoleChoice = ({ role, preview, chosen, choose }: Props & { readonly role: Role | CountRole }) => {
  const { say } = useWords()
  const mapped = preview.mapping.find((each) => each.role === role)
  const missing = preview.missing.includes(role)
  const set = (column: string | null): void =>
    choose({ ...chosen, columns: { ...chosen.columns, [role]: column === NONE || column === null ? '' : column } })
  return (
    <Select
      label={
        <Group gap={6} component="span" wrap="nowrap">
          {say(`import.role.${role}`)}
          {mapped?.guessed && (
            <Text component="span" size="xs" className="quiet">
              {say('import.guessed')}
            </Text>
          )}
        </Group>
      }
      description={say(`import.role.${role}.lead`)}
      data={[
        { value: NONE, label: say('import.none') },
        ...preview.columns.map(({ name }) => ({ value: name, label: name })),
      ]}
      value={mapped?.column ?? NONE}
      onChange={set}
      searchable={preview.columns.length > 8}
      allowDeselect={false}
      error={missing ? say('import.missing') : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  )
}

/** Which column is what. */
export const RoleChoices = (props: Props) => {
  const roles: readonly (Role | CountRole)[] = props.chosen.aggregate ? COUNT_ROLES : EVENT_ROLES
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md">
      {roles.map((role) => (
        <RoleChoice key={role} role={role} {...props} />
      ))}
    </SimpleGrid>
  )
}
