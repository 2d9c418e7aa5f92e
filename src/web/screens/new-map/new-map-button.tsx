import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../words/language.tsx'

/** The way to a new map. */
export const NewMapButton = () => {
  const { say } = useWords()
  return (
    <Button renderRoot={(props) => <Link to="/new-map" {...props} />} leftSection={<IconPlus size={16} />}>
      {say('newmap.heading')}
    </Button>
  )
}
