/**
 * How much a piece of evidence says, in points that add up.
 *
 * The scale is the one a person would use: `decisive` evidence comes from nothing else; `strong`
 * evidence comes from this cause or from one or two others; `fair` evidence is common with this
 * cause and not rare without it; `weak` evidence only tips the scale between causes that are even.
 * `against` is what seldom goes together with the cause, `excludes` what never does.
 */
export const decisive = 12;
/** Comes from this cause or from one or two others. */
export const strong = 6;
/** Common with this cause, and not rare without it. */
export const fair = 3;
/** Tips the scale between causes that are even. */
export const weak = 1;
/** Seldom goes together with the cause. */
export const against = -4;
/** Never goes together with the cause. */
export const excludes = -20;

/** Points from which a cause is called likely. Below `possibleFrom` it is not mentioned. */
export const likelyFrom = strong;
/** Points from which a cause is mentioned as possible. */
export const possibleFrom = fair;
