export * from './album';
export { apis } from './apis';
export { asyncapi } from './asyncapi';
export * from './endpoint';
export * from './envelope';
export * from './game';
export { openapi } from './openapi';
export * from './service-table';
export * from './video';
