/** Rates over fewer are withheld on the screens: too few to say anything, and few enough to say it of somebody. */
export const FEWEST_SHOWN = 10
