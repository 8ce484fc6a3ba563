/** A navigation that WeChat refuses; the message is what follows `fail `. */
export class RouteError extends Error {}
