/**
 * The sources of packages/contracts, whose types the mini-program imports, check addresses with URL.
 * The phone has no URL; the linter refuses its use here.
 */
declare class URL {
  constructor(address: string);
  static canParse(address: string): boolean;
  readonly hostname: string;
  readonly protocol: string;
}
