/** What the build hands to the phone, and what a host of the simulator may set. */

/** A made-up person who can hold the phone. */
export interface SimUser {
  readonly id: string;
  readonly nickName: string;
  readonly avatarUrl: string;
  readonly gender?: number;
}

/** One page or component as its JSON file says, with every used component as an absolute path. */
export interface UnitConfig {
  readonly component?: boolean;
  readonly usingComponents?: Readonly<Record<string, string>>;
  readonly componentGenerics?: Readonly<Record<string, true | { default?: string }>>;
  readonly componentPlaceholder?: Readonly<Record<string, string>>;
  readonly styleIsolation?: string;
  readonly [key: string]: unknown;
}

/** One entry of `tabBar.list`. */
export interface TabItem {
  readonly pagePath: string;
  readonly text: string;
  readonly iconPath?: string;
  readonly selectedIconPath?: string;
}

/** `app.json`, as far as the simulator looks at it. */
export interface AppConfig {
  readonly pages: readonly string[];
  readonly entryPagePath?: string;
  readonly window?: Readonly<Record<string, unknown>>;
  readonly tabBar?: {
    readonly list: readonly TabItem[];
    readonly custom?: boolean;
    readonly color?: string;
    readonly selectedColor?: string;
    readonly backgroundColor?: string;
    readonly borderStyle?: string;
    readonly position?: string;
  };
  readonly networkTimeout?: Readonly<Record<string, number>>;
  readonly darkmode?: boolean;
  readonly themeLocation?: string;
  readonly [key: string]: unknown;
}

/** The part of a bundle that is plain data. */
export interface AppManifest {
  readonly appId: string;
  readonly projectName: string;
  /** Changes with every build. */
  readonly version: string;
  readonly app: AppConfig;
  /** Every page of the program, subpackages included, in the order of the JSON files. */
  readonly pages: readonly string[];
  readonly units: Readonly<Record<string, UnitConfig>>;
  readonly theme: {
    readonly light?: Record<string, string>;
    readonly dark?: Record<string, string>;
  };
  /** Names of `wx.*` members the program uses, each with the first file that does. */
  readonly used: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/** What the server tells the phone beside the program itself. */
export interface PhoneSettings {
  readonly users: readonly SimUser[];
  /** Path of the WeChat stand-in's login, or null: then codes are made up on the page. */
  readonly login: string | null;
  /** Host of the program → origin to use instead; `self` is the origin of the page. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Token of the relay for requests to other origins, or null when it is off. */
  readonly relay: string | null;
  readonly appId: string;
  readonly projectName: string;
}

/** A message of the build that a person should see. */
export interface Diagnostic {
  readonly level: 'error' | 'warning';
  /** Path inside the program, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  readonly message: string;
}
