// The service worker's parser of range headers, against an implementation of RFC 9110 with integers of any size. It is
// not Rust, so libFuzzer does not cover it: headers are generated here from a seed, and ./dev fuzz runs this for as
// long as requested.
import assert from "node:assert/strict";
import { span } from "../../worker/sw/ranges.ts";
import { test } from "./fixtures.mjs";

const SECONDS = +(process.env.FUZZ_SECONDS ?? 0);

/** RFC 9110, 14.1.2 and 14.2: one byte range, null if it cannot be satisfied, undefined if the header is ignored. */
function expected(header, size) {
  const text = header?.trim() ?? "";
  if (!text.startsWith("bytes=")) return undefined;
  const at = text.indexOf("-", 6);
  if (at < 0) return undefined;
  const [first, last] = [text.slice(6, at), text.slice(at + 1)];
  const digits = (text) => [...text].every((letter) => letter >= "0" && letter <= "9");
  if (!digits(first) || !digits(last) || !(first || last)) return undefined;
  const end = BigInt(size) - 1n;
  if (!first) {
    const length = BigInt(last);
    if (length === 0n || size === 0) return null;
    return [Number(length > BigInt(size) ? 0n : BigInt(size) - length), Number(end)];
  }
  if (last && BigInt(last) < BigInt(first)) return undefined;
  if (BigInt(first) > end) return null;
  return [Number(BigInt(first)), Number(last && BigInt(last) < end ? BigInt(last) : end)];
}

/** Reproducible pseudo-random numbers: the same for the same seed (mulberry32). */
function random(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const PARTS = ["bytes=", "bytes=", "bytes=", "Bytes=", "bytes", "items=", "=", "-", "-", "-", ",", " ", "\t", "0", "1", "00", "5", "99", "1048575", "1048576", "1048577", "9007199254740993", "18446744073709551616", "9".repeat(400), "+", "e3", "0x1", ".5", "٣", "\u0000", "\n", "Infinity", "NaN", "∞"];

// Uses assert, which is fast: this is called several hundred thousand times.
const check = (header, size) => {
  const [found, wanted] = [span(header, size), expected(header, size)];
  assert.deepEqual(found, wanted, `${JSON.stringify(header)} of ${size}`);
  if (found) assert.ok(0 <= found[0] && found[0] <= found[1] && found[1] < size);
};

test("known headers", () => {
  for (const header of [null, undefined, "", "bytes=0-", "bytes=0-0", "bytes=5-6", "bytes=-100", "bytes=-0", "bytes=10-", "bytes=6-5", "bytes=9007199254740993-9007199254740992", "bytes=0-1,4-5", "bytes=-", "bytes=--1", "items=0-1", " bytes=0-1 "]) {
    for (const size of [0, 1, 10, 1_048_576, 2 ** 40]) check(header, size);
  }
});

test("headers that nobody thought of", () => {
  test.setTimeout(SECONDS * 1000 + 120_000);
  const pick = random(20);
  const until = performance.now() + SECONDS * 1000;
  let tried = 0;
  do {
    for (let more = 0; more < 50_000; more++) {
      const known = pick(2) ? ["bytes=", `${pick(20)}`.slice(pick(2)), "-", `${pick(30)}`.slice(pick(2))] : [];
      const words = known.length ? known : Array.from({ length: pick(7) }, () => PARTS[pick(PARTS.length)]);
      if (!pick(8)) words.splice(pick(words.length + 1), 0, PARTS[pick(PARTS.length)]);
      check(words.join(""), [0, 1, 12, 1_048_576, 5_000_000_000][pick(5)]);
      tried++;
    }
  } while (performance.now() < until);
  console.log(`${tried} headers`);
});
