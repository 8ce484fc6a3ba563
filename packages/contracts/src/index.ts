export * from './album';
export * from './endpoint';
export * from './envelope';
export { openapi } from './openapi';
export * from './service-table';
export * from './video';
