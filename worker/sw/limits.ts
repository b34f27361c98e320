// Time limits and storage limits.

/** In milliseconds: a stalled body, a whole install, a cache lookup, a blank page before the fallback, a fragment. */
export const STALLED = 9_000;
export const OVERALL = 240_000;
export const LOOK = 2_000;
export const BLANK = 4_000;
export const FRAGMENT = 700;
/** The most bytes of a page's HTML besides its fragment: styles, start script, policy. */
export const AROUND = 200_000;
/** The worker waits for QUIET ms without requests before it is replaced, at most PATIENCE times. */
export const QUIET = 1_000;
export const PATIENCE = 10;
/** The number of files fetched at a time. */
export const LANES = 6;
/** The most files and bytes to keep of recently seen pictures and fragments. */
export const SEEN = {
  seen: { files: 200, bytes: 24_000_000 },
  fragments: { files: 100, bytes: 8_000_000 },
};
