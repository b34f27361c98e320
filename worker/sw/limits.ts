// How long things may take, and how much is kept.

/** Milliseconds: a body that stands still, a whole install, a look into the cache, a reader before a blank page. */
export const STALLED = 9_000;
export const OVERALL = 240_000;
export const LOOK = 2_000;
export const BLANK = 4_000;
export const FRAGMENT = 700;
/** Waits for QUIET ms without requests, at most PATIENCE times, before it is replaced. */
export const QUIET = 1_000;
export const PATIENCE = 10;
/** Files that are fetched at a time. */
export const LANES = 6;
/** Pictures and fragments that were seen are kept up to this many files and bytes, the latest seen. */
export const SEEN = {
  seen: { files: 200, bytes: 24_000_000 },
  fragments: { files: 100, bytes: 8_000_000 },
};
