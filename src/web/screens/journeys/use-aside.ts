import { useNavigate, useSearch } from '@tanstack/react-router'

/** Opens and closes what stands beside the board (`touchpoint:show-flat`, `comments`); the address says it. */
export const useAside = () => {
  const navigate = useNavigate({ from: '/maps/$map' })
  const { aside } = useSearch({ from: '/maps/$map' })
  const show = (next: string | undefined) =>
    void navigate({
      search: ({ aside: _before, ...rest }) => (next === undefined ? rest : { ...rest, aside: next }),
      replace: aside !== undefined,
    })
  return { aside, show, close: () => show(undefined) }
}
