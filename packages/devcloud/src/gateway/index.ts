export { apiDocs } from './api-docs';
export {
  type Gateway,
  type GatewayHandler,
  type GatewayOptions,
  type GatewayRoute,
  startGateway,
} from './gateway';
