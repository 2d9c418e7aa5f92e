import { usePortfolio } from '../maps/use-portfolio.ts'

/** The map that has the most to tell, the one with the most touchpoints that are measured; `null` once there is none. */
export const useMostLived = (): string | null | undefined => {
  const maps = usePortfolio()
  const measured = (stages: readonly { readonly measured: number }[]) =>
    stages.reduce((sum, stage) => sum + stage.measured, 0)
  const [most] = [...(maps.data ?? [])].sort((a, b) => measured(b.stages) - measured(a.stages))
  return maps.data ? (most?.id ?? null) : undefined
}
