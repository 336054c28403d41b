export { addressesOf, connectTarget, type ConnectOptions } from "./connect";
export { genesysVariables, type Credentials } from "./credentials";
export { emulatorAddress, emulatorAddressFile, emulatorVariable } from "./emulator";
export { comparePin, pinOrg, pinned, type OrganizationIdentity } from "./pin";
export { seedForOrg } from "./seed";
export { describeTarget, type Gateway, type Target } from "./target";
