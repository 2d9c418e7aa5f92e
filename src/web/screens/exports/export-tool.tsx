import { Button, Menu, Text, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload, IconFileTypePdf, IconFileTypeXls, IconPhoto, IconTable, IconVector } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useToolPlace } from '../../kit/tool.tsx'
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

const Ways = ({ take }: { readonly take: (way: Way) => void }) => {
  const { say } = useWords()
  return WAYS.map((way) => {
    const Icon = ICONS[way]
    return (
      <Menu.Item key={way} leftSection={<Icon size={18} aria-hidden />} onClick={() => take(way)}>
        {say(`exports.way.${way}`)}
        <Text size="xs" className="quiet">
          {say(`exports.for.${way}`)}
        </Text>
      </Menu.Item>
    )
  })
}

/** What is being prepared, and why it failed, told beside the tools rather than among them: they keep their place. */
const useTold = (words: string, { isPending, error }: ReturnType<typeof useExport>) => {
  useEffect(() => {
    notifications.hide(TOLD)
    if (isPending) notifications.show({ id: TOLD, message: words, loading: true, autoClose: false })
    else if (error) notifications.show({ id: TOLD, message: error.message, color: 'red', autoClose: false })
  }, [words, isPending, error])
}
const TOLD = 'export'

/** The map as a file: what is being prepared is said, and so is what became of it. */
export const ExportTool = ({ id }: ToolProps) => {
  const { say } = useWords()
  const { map } = useDraft(id)
  const { filters } = useFilters()
  const taking = useExport()
  const inMenu = useToolPlace() === 'menu'
  const words = taking.isPending
    ? say('exports.working', { what: say(`exports.way.${taking.variables.way}`) })
    : taking.isSuccess
      ? say('exports.done', { name: taking.data })
      : ''
  useTold(words, taking)
  const take = (way: Way) => taking.mutate({ map, way, filters })
  return (
    <>
      {inMenu ? (
        <>
          <Menu.Divider />
          <Menu.Label>{say('exports.tool')}</Menu.Label>
          <Ways take={take} />
        </>
      ) : (
        <Menu position="bottom-end" withArrow shadow="md">
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
              loading={taking.isPending}
              {...(taking.isError && { color: 'red' })}
            >
              {say('exports.tool')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Ways take={take} />
          </Menu.Dropdown>
        </Menu>
      )}
      <VisuallyHidden role="status">{words}</VisuallyHidden>
    </>
  )
}
