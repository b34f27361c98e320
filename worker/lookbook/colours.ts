// The site's colours. Office files have the light theme, whatever the reader's is.

/** The light theme's colours by token, each as RRGGBB. Filled in by the site tool. */
declare const __COLOURS__: Record<"paper" | "paper-raised" | "paper-sunk" | "ink" | "ink-soft" | "line" | "signal" | "mark" | "accent" | "coast" | "sea" | "land", string>;

export const colours = () => {
  const { "paper-raised": raised, "paper-sunk": sunk, "ink-soft": soft, ...all } = __COLOURS__;
  return { ...all, raised, sunk, soft };
};
export type Colours = ReturnType<typeof colours>;
