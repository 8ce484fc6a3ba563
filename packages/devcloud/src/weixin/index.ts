/** What other packages may use of the WeChat stand-in. */
export { DEFAULT_KEYWORDS, type Judgement, type Keywords, type Suggest } from './content';
export type { WeixinFault, WeixinFaults } from './faults';
export type { MessagePush } from './media-push';
export type { WeixinLogin, WeixinUser } from './phone';
export { createWeixinStandIn, type WeixinStandIn, type WeixinStandInOptions } from './stand-in';
