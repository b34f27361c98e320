// Draws an equirectangular picture as seen from its middle, with WebGL 2. Loaded when the first panorama is opened
// (worker/page/on-demand.ts). The program keeps where the reader looks; this script only draws, and reports motion.

import { follow, isMovable } from "./motion.ts";

/** "drawn", "flat" (it cannot be drawn), "movable", "moved" (by degrees to the right, up to degrees), "refused". */
export type Report = (what: string, yaw: number, pitch: number) => void;

const VERTEX = `#version 300 es
void main() {
  gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0, 1);
}`;

// `look` is yaw and pitch in radians, and the tangent of half the angle along the longer side.
const FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D picture;
uniform vec2 size;
uniform vec3 look;
out vec4 colour;
const float PI = 3.14159265358979;
void main() {
  vec2 at = (gl_FragCoord.xy * 2.0 - size) / max(size.x, size.y) * look.z;
  float up = sin(look.y), ahead = cos(look.y);
  vec3 ray = normalize(vec3(at.x, at.y * ahead + up, ahead - at.y * up));
  float yaw = look.x + atan(ray.x, ray.z);
  colour = texture(picture, vec2(yaw / (2.0 * PI) + 0.5, 0.5 - asin(clamp(ray.y, -1.0, 1.0)) / PI));
}`;

/** Up to this size of the screen (its shorter side in CSS pixels), the file of this width is enough until the reader zooms. */
const PHONE = { side: 600, width: 2048, field: 60 };
/** More pixels than these are not seen. */
const MOST_DENSITY = 2;

interface Program {
  gl: WebGL2RenderingContext;
  place: (name: string) => WebGLUniformLocation | null;
}

const compiled = (gl: WebGL2RenderingContext, kind: number, source: string) => {
  const shader = gl.createShader(kind)!;
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
};

const prepare = (gl: WebGL2RenderingContext): Program | undefined => {
  const program = gl.createProgram()!;
  gl.attachShader(program, compiled(gl, gl.VERTEX_SHADER, VERTEX));
  gl.attachShader(program, compiled(gl, gl.FRAGMENT_SHADER, FRAGMENT));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return undefined;
  gl.useProgram(program);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return { gl, place: (name) => gl.getUniformLocation(program, name) };
};

/** Fetched first, because the service worker answers an image that it does not have with a mark of its own. */
const fetched = async (url: string, most: number) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const blob = await response.blob();
  const image = await createImageBitmap(blob);
  if (image.width <= most) return image;
  const small = await createImageBitmap(image, { resizeWidth: most, resizeHeight: Math.round((most * image.height) / image.width) });
  image.close();
  return small;
};

/** The files of a `srcset` by width, smallest first. */
const widths = (files: string) =>
  files
    .split(", ")
    .map((file) => file.split(" "))
    .map(([url, width]) => ({ url: url!, width: parseInt(width ?? "") || 0 }))
    .sort((a, b) => a.width - b.width);

/** Prepares to draw a panorama; `null` if this browser cannot. */
export const open = async (canvas: HTMLCanvasElement, srcset: string, report: Report) => {
  const context = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false });
  let program = context && prepare(context);
  if (!context || !program) return null;
  const files = widths(srcset);
  const { saveData } = (navigator as { connection?: { saveData?: boolean } }).connection ?? {};
  const isSmall = saveData || Math.min(screen.width, screen.height) < PHONE.side;
  let look: [yaw: number, pitch: number, field: number] = [0, 0, 90];
  let shown = 0;
  let isLoading = false;
  let isClosed = false;
  let frame = 0;

  const paint = () => {
    frame = 0;
    if (isClosed || !program || !shown) return;
    const { gl, place } = program;
    const density = Math.min(devicePixelRatio, MOST_DENSITY);
    const [width, height] = [Math.round(canvas.clientWidth * density), Math.round(canvas.clientHeight * density)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const [yaw, pitch, field] = look.map((degrees) => (degrees * Math.PI) / 180) as typeof look;
    gl.viewport(0, 0, width, height);
    gl.uniform2f(place("size"), width, height);
    gl.uniform3f(place("look"), yaw, pitch, Math.tan(field / 2));
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  };
  const schedule = () => (frame ||= requestAnimationFrame(paint));

  /** Loads the file that the look needs, unless a better one is there. If it cannot be had, another one will do. */
  const load = async () => {
    if (isLoading || isClosed || !program) return;
    const { gl } = program;
    const most: number = gl.getParameter(gl.MAX_TEXTURE_SIZE);
    const wanted = isSmall && look[2] > PHONE.field ? PHONE.width : Infinity;
    const best = files.find(({ width }) => width >= Math.min(wanted, most)) ?? files.at(-1)!;
    if (best.width <= shown) return;
    isLoading = true;
    for (const { url, width } of [best, ...files.filter((file) => file !== best && file.width > shown).reverse()]) {
      const image = await fetched(url, most).catch(() => undefined);
      if (isClosed || !image) continue;
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, image);
      image.close();
      if (gl.isContextLost()) break;
      shown = Math.max(width, best.width);
      paint();
      report("drawn", 0, 0);
      // The reader may have zoomed in meanwhile.
      isLoading = false;
      return void load();
    }
    isLoading = false;
    if (!shown && !isClosed && !gl.isContextLost()) report("flat", 0, 0);
  };

  const lost = (event: Event) => {
    // Without this, the browser does not restore it.
    event.preventDefault();
    shown = 0;
    program = undefined;
    report("flat", 0, 0);
  };
  const restored = () => {
    program = prepare(context);
    void load();
  };
  canvas.addEventListener("webglcontextlost", lost);
  canvas.addEventListener("webglcontextrestored", restored);
  const resized = new ResizeObserver(schedule);
  resized.observe(canvas);
  const motion = follow(report);
  if (isMovable()) report("movable", 0, 0);

  return {
    draw: (...next: typeof look) => {
      look = next;
      schedule();
      void load();
    },
    move: motion,
    close: () => {
      isClosed = true;
      void motion(false);
      resized.disconnect();
      canvas.removeEventListener("webglcontextlost", lost);
      canvas.removeEventListener("webglcontextrestored", restored);
      // Browsers keep only a few contexts.
      context.getExtension("WEBGL_lose_context")?.loseContext();
    },
  };
};
