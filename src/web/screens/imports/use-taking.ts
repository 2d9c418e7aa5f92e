import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage } from '../../words/language.tsx'
import { upload } from './uploads.ts'

/** Takes files and leads to where the first of them stands. */
export const useTaking = () => {
  const { language } = useLanguage()
  const navigate = useNavigate()
  const [problem, setProblem] = useState<Error>()
  const take = async (files: readonly File[]): Promise<void> => {
    setProblem(undefined)
    try {
      const ids: string[] = []
      for (const file of files) ids.push(await upload(file, language))
      const [only] = ids
      if (ids.length === 1 && only !== undefined)
        await navigate({ to: '/collect/import/$import', params: { import: only } })
      else if (ids.length > 1) await navigate({ to: '/collect/import' })
    } catch (refused) {
      setProblem(refused as Error)
    }
  }
  return { take, problem }
}
