/** Stand-ins for the clouds and the one-port gateway, for development and tests only. */
export * from './cos/index';
export { assertDevelopment } from './development-only';
export * from './vod/index';
export * from './weixin/index';
