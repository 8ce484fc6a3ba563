/** Characters in compiled sheets that the runtime replaces; the build writes them. */

/** Stands before every class name; becomes the component's class prefix. */
export const CLASS_MARK = '\u0001';
/** Stands for the value of the `wx-host` attribute. */
export const HOST_MARK = '\u0002';
