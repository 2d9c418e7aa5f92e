import { Button, Menu, Text, VisuallyHidden } from '@mantine/core'
import { IconDownload, IconFileTypePdf, IconFileTypeXls, IconPhoto, IconTable, IconVector } from '@tabler/icons-react'
import { useWords } from '../../words/language.tsx'
import { useDraft } from '../journeys/draft/use-draft.ts'
import { useFilters } from '../journeys/use-filters.ts'
import type { ToolProps } from '../journeys/view-props.ts'
import { useExport, WAYS, type Way } from './use-export.ts'

const ICONS: Readonly<Record<Way, typeof IconPhoto>> = {
  'pdf-a3': IconFileTypePdf,
  'pdf-a4': IconFileTypePdf,
  png: IconPhoto,
  svg: IconVector,
  html: IconTable,
  xlsx: IconFileTypeXls,
}

/** The map as a file: what is being prepared is said, and so is what became of it. */
export const ExportTool = ({ id }: ToolProps) => {
  const { say } = useWords()
  const { map } = useDraft(id)
  const { filters } = useFilters()
  const taking = useExport()
  const words = taking.isPending
    ? say('exports.working', { what: say(`exports.way.${taking.variables.way}`) })
    : taking.isSuccess
      ? say('exports.done', { name: taking.data })
      : ''
  return (
    <>
      <Menu position="bottom-end" withArrow shadow="md">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={taking.isPending}
            {...(taking.isError && { color: 'red' })}
          >
            {say('exports.tool')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {WAYS.map((way) => {
            const Icon = ICONS[way]
            return (
              <Menu.Item
                key={way}
                leftSection={<Icon size={18} aria-hidden />}
                onClick={() => taking.mutate({ map, way, filters })}
              >
                {say(`exports.way.${way}`)}
                <Text size="xs" className="quiet">
                  {say(`exports.for.${way}`)}
                </Text>
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
      {taking.isPending ? (
        <Text size="sm" className="quiet" role="status">
          {words}
        </Text>
      ) : (
        <VisuallyHidden role="status">{words}</VisuallyHidden>
      )}
      {taking.isError && (
        <Text size="sm" role="alert" c="var(--bad)">
          {taking.error.message}
        </Text>
      )}
    </>
  )
}
