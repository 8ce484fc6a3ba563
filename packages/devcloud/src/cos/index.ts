/** What other packages may use of the COS stand-in. */
export type { Credentials } from './credentials';
export type { Fault, Faults } from './faults';
export type { CosRequest } from './request';
export type { CosLog } from './serve';
export { type CosStandIn, type CosStandInOptions, createCosStandIn } from './stand-in';
export type { PolicyStatement, TemporaryKeys, TemporaryKeysRequest } from './temporary-keys';
