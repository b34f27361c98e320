// Compiles files of the program.

/** Compiles a file while it arrives. If the host sends the right media type, browsers cache the compiled code with it. */
export const compile = async (coming: Promise<Response>) => {
  const response = await coming;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const isWasm = response.headers.get("content-type") === "application/wasm";
  return isWasm ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};
