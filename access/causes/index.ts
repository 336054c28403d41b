export { causeIds, type CauseId } from "./ids";
export { stages, type Belief, type Cause, type Fix, type Sighting, type Stage } from "./cause";
export { causes } from "./causes";
export { codeMeanings, isKnownCode, knownCodes, meaningOfCode, type CodeMeaning, type CodeSays } from "./codes";
export { isCauseId, listCauses, nearestCauseIds } from "./list";
export { renderCause, renderCauseList } from "./text";
export { addedOf, addedSection, causePage, causePages, causePagesFolder } from "./markdown";
export { menus } from "./menus";
