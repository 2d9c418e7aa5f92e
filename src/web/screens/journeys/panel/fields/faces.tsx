import { UnstyledButton } from '@mantine/core'
import { useId } from 'react'
import { Face } from '../../../../kit/face.tsx'
import { useWords } from '../../../../words/language.tsx'
import { usePlace } from '../editing.tsx'
import { Remarks } from '../remarks.tsx'

const VALUES = [-2, -1, 0, 1, 2] as const

/** What the customer feels, from very unpleasant to very pleasant, by faces that also say their word. */
export const FacesField = ({ at, label }: { readonly at: readonly string[]; readonly label: string }) => {
  const { say } = useWords()
  const { value, set, readOnly } = usePlace<number>(at)
  const name = useId()
  const nearest = value === undefined ? undefined : VALUES.find((each) => each === Math.round(value))
  return (
    <fieldset className="field" aria-labelledby={name}>
      <legend id={name}>{label}</legend>
      <div className="faces">
        {VALUES.map((each) => (
          <label key={each} className="face" data-chosen={nearest === each || undefined}>
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={nearest === each}
              disabled={readOnly}
              onChange={() => set(each)}
            />
            <Face value={each} size={30} />
            <span>{say(`emotion.${each}`)}</span>
          </label>
        ))}
      </div>
      {value !== undefined && !readOnly && (
        <UnstyledButton className="unset" onClick={() => set(undefined)}>
          {say('panel.unset')}
        </UnstyledButton>
      )}
      <Remarks at={at} />
    </fieldset>
  )
}
