// Parses the `Range` header.

/**
 * The first and last byte of a range in a file of `size` bytes. `null` if the range is not satisfiable.
 * `undefined` for several ranges, another unit or a malformed header: RFC 9110 lets a server answer these with the
 * whole file.
 */
export const span = (header: string | null | undefined, size: number): [number, number] | null | undefined => {
  const [, first, end] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === undefined || end === undefined || (first === "" && end === "")) return undefined;
  if (first === "") return +end === 0 || size === 0 ? null : [Math.max(0, size - +end), size - 1];
  if (end !== "" && BigInt(end) < BigInt(first)) return undefined;
  return +first >= size ? null : [+first, end === "" ? size - 1 : Math.min(+end, size - 1)];
};
