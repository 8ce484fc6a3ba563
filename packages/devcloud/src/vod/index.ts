/** What other packages may use of the VOD stand-in. */
export { type AntiLeechFields, antiLeechSign } from './anti-leech';
export { createVodStandIn, type VodStandIn, type VodStandInOptions } from './stand-in';
