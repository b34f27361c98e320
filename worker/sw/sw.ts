// The service worker: keeps the site on the device, whole or not at all, and answers from there.
//
// The script that is registered, /sw.js, is a line of the site tool's: it names the version, which is the digest of
// /offline.json, and imports this one, which stays the same from version to version. Files are stored by digest, so that
// versions share what is alike, an interrupted install goes on where it stopped, and every read can be checked. Nothing
// here depends on a clock.

import { answer } from "./answer.ts";
import { listen } from "./listen.ts";

listen(answer);
