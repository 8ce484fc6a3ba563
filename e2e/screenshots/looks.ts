/** The phones and themes every scene is taken on. */
import type { Fixture } from '@weapp-samples/simulator/testing';

type PhoneOptions = NonNullable<Parameters<Fixture['phone']>[0]>;

export interface Look {
  /** `small-light`: the end of a picture's name. */
  readonly name: string;
  readonly phone: Required<Pick<PhoneOptions, 'device' | 'size' | 'theme'>>;
}

/** The smallest phone in use and one of the largest, which has a notch and a home bar. */
const devices = [
  { name: 'small', device: 'iphone-5', size: { width: 320, height: 568 } },
  { name: 'large', device: 'iphone-15-max', size: { width: 430, height: 932 } },
] as const;

export const looks: readonly Look[] = devices.flatMap(({ name, ...device }) =>
  (['light', 'dark'] as const).map((theme) => ({
    name: `${name}-${theme}`,
    phone: { ...device, theme },
  })),
);
