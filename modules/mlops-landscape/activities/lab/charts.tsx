import { actIndex, lookIndex } from "./records.ts"
import { decimal, of100 } from "./strings.ts"

/** A bar: whose it is, and how long. */
export interface Bar {
  readonly name: string
  /** 0–1. */
  readonly share: number
}

/** How much of the width a full bar takes: behind it stands its text. */
const fullBar = 50

/** Height of a bar with the space beneath it, and of what stands above a group of bars, in lines. */
const [barHeight, headHeight] = [1.55, 2.1]

/** Shares as bars that say themselves what they are: nothing is scaled but their length, so that text stays as large as it is. */
export function ShareBars(props: {
  readonly title: string
  readonly groups: readonly { readonly label: string; readonly bars: readonly Bar[] }[]
}) {
  const { title, groups } = props
  const lines = groups.reduce((sum, { bars }) => sum + bars.length * barHeight + headHeight, 0)
  // Everything stands at a share of the height: then bars and texts keep together, however large the reader's letters are.
  const at = (line: number) => `${(line / lines) * 100}%`
  let start = 0
  return (
    <svg class="lab-chart" role="img" aria-label={title} width="100%" height={`${lines}em`}>
      {groups.map(({ label, bars }) => {
        const top = start
        start += bars.length * barHeight + headHeight
        return (
          <g key={label}>
            <text class="chart-label" x="0" y={at(top + 1.1)}>
              {label}
            </text>
            {bars.map(({ name, share }, index) => {
              const bar = top + 1.5 + index * barHeight
              return (
                <g key={name}>
                  <rect
                    class={`bar bar-${index}`}
                    x="0"
                    y={at(bar)}
                    height={at(1.25)}
                    width={`${Math.max(0.4, share * fullBar)}%`}
                  />
                  <text x={`${share * fullBar}%`} dx="0.6em" y={at(bar + 1)}>
                    {`${name}: ${of100(share)}`}
                  </text>
                </g>
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}

/** Top of the chart of weeks: no index of the lab comes near it. */
const topIndex = 0.34

/** Where the columns stand, in percent of the height. */
const [top, base] = [4, 86]

const heightOf = (index: number) => (Math.min(index, topIndex) / topIndex) * (base - top)

/** An index by week as columns, with the lines from which on one looks closer, and acts. */
export function WeekColumns(props: {
  readonly title: string
  /** The index of each week so far. */
  readonly indices: readonly number[]
  /** How many weeks there are room for. */
  readonly weeks: number
  readonly lines: readonly { readonly at: number; readonly label: string }[]
}) {
  const { title, indices, weeks, lines } = props
  const step = 100 / weeks
  return (
    <svg class="lab-chart" role="img" aria-label={title} width="100%" height="13em">
      <line class="axis" x1="0" x2="100%" y1={`${base}%`} y2={`${base}%`} />
      {Array.from({ length: weeks }, (_, week) => {
        const index = indices[week]
        const middle = `${(week + 0.5) * step}%`
        const level = index === undefined ? 0 : index >= actIndex ? 2 : index >= lookIndex ? 1 : 0
        return (
          <g key={week}>
            {index !== undefined && (
              <rect
                class={`column column-${level}`}
                x={`${week * step + step * 0.15}%`}
                width={`${step * 0.7}%`}
                y={`${base - Math.max(0.8, heightOf(index))}%`}
                height={`${Math.max(0.8, heightOf(index))}%`}
              />
            )}
            <text class={index === undefined ? "later" : ""} x={middle} y="96%" text-anchor="middle">
              {week + 1}
            </text>
            {index !== undefined && week === indices.length - 1 && (
              <text class="chart-label" x={middle} y={`${base - heightOf(index)}%`} dy="-0.4em" text-anchor="middle">
                {decimal(index)}
              </text>
            )}
          </g>
        )
      })}
      {lines.map(({ at, label }) => (
        <g key={label}>
          <line class="threshold" x1="0" x2="100%" y1={`${base - heightOf(at)}%`} y2={`${base - heightOf(at)}%`} />
          <text x="0" y={`${base - heightOf(at)}%`} dy="-0.35em">
            {label}
          </text>
        </g>
      ))}
    </svg>
  )
}
