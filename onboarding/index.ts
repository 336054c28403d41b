export { changesBetween, isNothing, requirementsOf, type Changes } from "./changes";
export { customersOf, type Customer } from "./customers";
export { pageHtml, pageMarkdown, type PageDocument } from "./document";
export { administratorPage, changeLines, describeDivisions, homeOnly } from "./page";
export { callsFor, rightsOf, type Right } from "./rights";
export { setupOfDefinition, setupOfOrg, type Setup } from "./setup";
export { terraformModule } from "./terraform";
export { provisioningInfo, wizardFiles, wizardPrefix } from "./wizard";
