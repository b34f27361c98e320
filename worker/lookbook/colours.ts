// The office's colours, from the tokens of the style sheet.

/** The light and the dark value of a token, each as RRGGBB. Black and white, if the token is not made of hex colours. */
const token = (name: string): [light: string, dark: string] => {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
  const [light = "000000", dark = "ffffff"] = [...value.matchAll(/#([0-9a-f]{6}|[0-9a-f]{3})\b/gi)].map(([, hex]) =>
    (hex!.length === 3 ? hex!.replace(/./g, "$&$&") : hex!).toUpperCase(),
  );
  return [light, dark];
};

export const colours = () => {
  const [paper, night] = token("paper");
  const [ink] = token("ink");
  const [signal] = token("signal");
  return { paper, night, ink, signal, raised: token("paper-raised")[0], soft: token("ink-soft")[0], line: token("line")[0], sunk: token("paper-sunk")[0], mark: token("mark")[0], sea: token("track-1")[0] };
};
export type Colours = ReturnType<typeof colours>;
