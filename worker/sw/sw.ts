// The service worker: stores the site on the device, completely or not at all, and answers requests from there.
//
// The registered script, /sw.js, is one line that the site tool writes. It names the version, which is the digest of
// /offline.json, and imports this script, which is the same for all versions. Files are stored by digest: versions
// share equal files, an interrupted install resumes, and every read can be verified. Nothing here depends on a clock.

import { answer } from "./answer.ts";
import { listen } from "./listen.ts";

listen(answer);
