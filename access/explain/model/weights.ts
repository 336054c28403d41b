/**
 * How much a piece of evidence says, in points that add up.
 *
 * The scale is the one a person would use: `decisive` evidence comes from nothing else; `strong`
 * evidence comes from this cause or from one or two others; `fair` evidence is common with this
 * cause and not rare without it; `weak` evidence only tips the scale between causes that are even.
 * `against` is what seldom goes together with the cause, `excludes` what never does.
 */
export const decisive = 12;
export const strong = 6;
export const fair = 3;
export const weak = 1;
export const against = -4;
export const excludes = -20;

/** Points from which a cause is called likely. Below `possibleFrom` it is not mentioned. */
export const likelyFrom = strong;
export const possibleFrom = fair;
