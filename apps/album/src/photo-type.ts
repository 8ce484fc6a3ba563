/** What an image is, judged by its first bytes: neither its name nor its declared type can be trusted. */
import type { photoTypes } from '@weapp-samples/contracts';

/** A type of photo, named by its file extension. */
export type PhotoType = keyof typeof photoTypes;

/** PNG: section 5.2 of the specification. JPEG: the SOI marker and the first byte of the next marker. */
const signatures: Readonly<Record<PhotoType, Buffer>> = {
  jpg: Buffer.from([0xff, 0xd8, 0xff]),
  png: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
};

/** How many bytes are needed to judge. */
export const signatureBytes = Math.max(
  ...Object.values(signatures).map((signature) => signature.length),
);

/** The type of the image that begins with `head`; undefined when it is none an album takes. */
export function photoTypeOf(head: Buffer): PhotoType | undefined {
  const types = Object.entries(signatures) as [PhotoType, Buffer][];
  return types.find(([, signature]) => head.subarray(0, signature.length).equals(signature))?.[0];
}
