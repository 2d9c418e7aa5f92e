import { Face } from '../kit/face.tsx'
import { useWords } from '../words/language.tsx'

interface ScaleProps {
  readonly name: string
  readonly legend: string
  readonly low: number
  readonly high: number
  readonly value: number | undefined
  readonly choose: (value: number) => void
}

/** A step on a scale, for a thumb: each at least 44 points wide; emotions as faces with their word. */
export const Scale = ({ name, legend, low, high, value, choose }: ScaleProps) => {
  const { say } = useWords()
  const emotion = low === -2
  return (
    <fieldset className="scale">
      <legend>{legend}</legend>
      <div>
        {Array.from({ length: high - low + 1 }, (_, step) => low + step).map((each) => {
          const word = emotion ? say(`emotion.${each as -2 | -1 | 0 | 1 | 2}`) : String(each)
          return (
            <label key={each} className={value === each ? 'chosen' : undefined}>
              <input type="radio" name={name} value={each} checked={value === each} onChange={() => choose(each)} />
              {emotion ? <Face value={each} size={26} /> : null}
              <span className={emotion ? 'sr-only' : undefined}>{word}</span>
            </label>
          )
        })}
      </div>
      {emotion && (
        <span className="scale-word">{value === undefined ? '' : say(`emotion.${value as -2 | -1 | 0 | 1 | 2}`)}</span>
      )}
    </fieldset>
  )
}
