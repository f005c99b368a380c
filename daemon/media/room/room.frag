#ifdef GL_ES
precision highp float;
#endif
// The room behind the glass, ray-cast from where the citizen's eyes are. Millimetres; the display's picture lies in
// z = 0 and its centre is the origin; the room lies behind it, at negative z. The constants in capitals come from
// output.ts, the uniforms from uniforms.ts.
varying vec2 v_texcoord;
uniform sampler2D tex;
uniform sampler2D words;

const vec3 NIGHT = vec3(0.043, 0.066, 0.094);
const vec3 LAMP = vec3(1.00, 0.73, 0.43);
const vec3 DUSK = vec3(0.30, 0.50, 0.76);
const vec3 PAPER = vec3(0.910, 0.929, 0.949);
const vec3 WOOD = vec3(0.300, 0.205, 0.135);
const vec3 LUMA = vec3(0.299, 0.587, 0.114);

const float DESK_FRONT = max(PERSON_DEPTH - 170.0, 10.0);

float soft(float distance, float reach) {
  float d = clamp(1.0 - distance / reach, 0.0, 1.0);
  return d * d * (3.0 - 2.0 * d);
}

// Lamplight and dusk that drift over the back wall: slow enough for one frame a second.
vec3 light_at(vec2 place) {
  vec2 p = place * 0.001;
  float drift = 0.50 * sin(clock * 0.05) + 0.22 * sin(clock * 0.083 + 1.7);
  float breath = 0.88 + 0.12 * sin(clock * 0.21);
  float lamp = soft(length((p - vec2(drift, -0.10)) * vec2(0.62, 0.95)), 1.05);
  float dusk = soft(length((p - vec2(-1.2 * drift - 0.15, 0.30)) * vec2(0.50, 0.85)), 1.25);
  float rest = mix(1.0, 0.55, visit * picture);
  return NIGHT * 1.3 + (LAMP * lamp * (0.26 + 0.26 * lamp) + DUSK * dusk * 0.20) * breath * rest;
}

// A wall of upright wooden slats, with a dark joint between each two.
float slats(float x) {
  float at = abs(fract(x * 0.007) - 0.5) * 2.0;
  return 0.80 + 0.20 * clamp((0.93 - at) * 9.0, 0.0, 1.0) - 0.07 * at * at;
}

// Takes the key's own colour out of what it shines on: as far as it outweighs the colour across it.
vec3 unspilled(vec3 seen, float luma, vec2 chroma) {
  vec2 towards = normalize(vec2(KEY_BLUE, KEY_RED));
  float along = dot(chroma, towards);
  float across = abs(chroma.x * towards.y - chroma.y * towards.x);
  vec2 kept = chroma - towards * max(0.0, along - across);
  float r = luma + 1.402 * kept.y;
  float b = luma + 1.772 * kept.x;
  return clamp(vec3(r, (luma - LUMA.r * r - LUMA.b * b) / LUMA.g, b), 0.0, 1.0);
}

// The inspector's picture at `at` (0 to 1, from the top left) without its background: colour, and how much covers.
vec4 cut_out(vec2 at) {
  if (MATTE > 2.5) {
    float line = clamp(at.y, 0.004, 0.996) * 0.5;
    return vec4(texture2D(tex, vec2(at.x, line)).rgb, texture2D(tex, vec2(at.x, line + 0.5)).g);
  }
  vec3 seen = texture2D(tex, at).rgb;
  if (MATTE < 0.5 || whole > 0.5) return vec4(seen, 1.0);
  if (MATTE > 1.5) return vec4(seen, smoothstep(MATTE_NEAR, MATTE_FAR, max(seen.r, max(seen.g, seen.b))));
  float luma = dot(seen, LUMA);
  vec2 chroma = vec2((seen.b - luma) / 1.772, (seen.r - luma) / 1.402);
  float covers = smoothstep(MATTE_NEAR, MATTE_FAR, distance(chroma, vec2(KEY_BLUE, KEY_RED)));
  return vec4(unspilled(seen, luma, chroma), covers);
}

// The inspector at a point of the person's plane, fading at the picture's edge: there the camera saw no further.
vec4 person(vec2 p) {
  vec2 size = vec2(person_width, person_height);
  vec2 from_middle = p - vec2(person_x, person_y);
  vec2 inside = size * 0.5 - abs(from_middle);
  float edge = whole > 0.5 ? 1.0 : (MATTE < 0.5 ? 0.09 : 0.02) * person_height;
  vec2 fade = smoothstep(0.0, 1.0, clamp(inside / edge, 0.0, 1.0));
  vec4 seen = cut_out(vec2(from_middle.x, -from_middle.y) / size + 0.5);
  return vec4(seen.rgb * light, seen.a * fade.x * fade.y * picture);
}

// How the inspector darkens what is this far beside and behind.
float shadow(float beside, float behind) {
  return 1.0 - 0.72 * picture * soft(length(vec2(beside / 330.0, behind / 170.0)), 1.0);
}

// Walls, ceiling and floor.
vec3 shell(vec3 from, vec3 ray) {
  vec2 side = vec2(ray.x > 0.0 ? ROOM_HALF_WIDTH : -ROOM_HALF_WIDTH, ray.y > 0.0 ? ROOM_TOP : ROOM_FLOOR);
  float to_back = (-ROOM_DEPTH - from.z) / ray.z;
  float to_wall = abs(ray.x) > 1e-4 ? (side.x - from.x) / ray.x : 1e9;
  float to_level = abs(ray.y) > 1e-4 ? (side.y - from.y) / ray.y : 1e9;
  float reach = min(to_back, min(to_wall, to_level));
  vec3 hit = from + ray * reach;
  float depth = clamp(-hit.z / ROOM_DEPTH, 0.0, 1.0);
  if (reach == to_back) {
    float foot = clamp((hit.y - ROOM_FLOOR) / 300.0, 0.0, 1.0);
    float head = clamp((ROOM_TOP - hit.y) / 250.0, 0.0, 1.0);
    // The lamp before the inspector throws a soft shadow on the wall, low and a little to the side.
    float fallen = 1.0 - 0.30 * picture * soft(length((hit.xy - vec2(face_x + 90.0, face_y - 160.0)) / vec2(520.0, 620.0)), 1.0);
    return light_at(hit.xy) * slats(hit.x) * (0.62 + 0.38 * foot) * (0.75 + 0.25 * head) * fallen;
  }
  if (reach == to_level && side.y < 0.0) {
    // A dark polished floor: the wall and the inspector stand in it upside down.
    vec3 mirror = vec3(ray.x, -ray.y, ray.z);
    vec3 beyond = hit + mirror * ((-ROOM_DEPTH - hit.z) / mirror.z);
    vec3 colour = NIGHT * (0.35 + 0.45 * depth) + light_at(beyond.xy) * slats(beyond.x) * 0.62 * depth;
    if (picture > 0.0 && hit.z > -PERSON_DEPTH) {
      vec4 seen = person((hit + mirror * ((-PERSON_DEPTH - hit.z) / mirror.z)).xy);
      colour = mix(colour, seen.rgb * 0.30, seen.a * 0.75);
    }
    return colour * shadow(hit.x - face_x, hit.z + PERSON_DEPTH);
  }
  return NIGHT * (0.30 + 0.55 * depth) + light_at(hit.xy) * 0.50 * depth * depth * depth;
}

// The desk before the inspector, which hides where the camera's picture ends below.
vec4 desk(vec3 from, vec3 ray) {
  float top = min(person_y - person_height * 0.5 + 0.10 * person_height, face_y - 140.0);
  vec3 front = from + ray * ((-DESK_FRONT - from.z) / ray.z);
  float grain = 0.94 + 0.06 * sin(front.x * 0.05 + sin(front.y * 0.9) * 0.5);
  if (front.y < top) {
    float edge = soft(top - front.y, 14.0);
    return vec4(WOOD * grain * (0.26 + 0.34 * edge) + LAMP * 0.06 * edge, 1.0);
  }
  if (ray.y >= 0.0) return vec4(0.0);
  vec3 on = from + ray * ((top - from.y) / ray.y);
  if (on.z < -PERSON_DEPTH || on.z > -DESK_FRONT) return vec4(0.0);
  vec3 mirror = vec3(ray.x, -ray.y, ray.z);
  vec4 seen = person((on + mirror * ((-PERSON_DEPTH - on.z) / mirror.z)).xy);
  vec3 colour = (WOOD * (0.55 + 0.10 * grain) + LAMP * 0.05) * shadow(on.x - face_x, on.z + PERSON_DEPTH);
  return vec4(mix(colour, seen.rgb, 0.16 * seen.a), 1.0);
}

// Colour, and how much of the inspector is there.
vec4 room(vec2 glass, float beside) {
  vec3 from = vec3(eye_x + beside, eye_y, eye_z);
  vec3 ray = vec3(glass, 0.0) - from;
  vec3 colour = vec3(0.0);
  vec4 seen = vec4(0.0);
  if (VOID < 0.5) colour = shell(from, ray);
  if (picture > 0.0) seen = person((from + ray * ((-PERSON_DEPTH - from.z) / ray.z)).xy);
  colour = mix(colour, seen.rgb, seen.a);
  if (VOID < 0.5 && whole < 0.5) {
    vec4 before = desk(from, ray);
    colour = mix(colour, before.rgb, before.a);
  }
  return vec4(colour, seen.a);
}

// Words lie in the glass itself: at the same place in every view.
vec3 worded(vec3 colour, vec2 glass) {
  vec2 size = vec2(words_width, words_height);
  vec2 at = (glass - vec2(words_x, words_y)) / size;
  vec2 inside = (0.5 - abs(at)) * size;
  if (words_shown <= 0.0 || inside.x <= 0.0 || inside.y <= 0.0) return colour;
  float panel = clamp(min(inside.x, inside.y) / (0.18 * words_height), 0.0, 1.0);
  if (VOID < 0.5) colour *= 1.0 - 0.62 * words_shown * panel;
  return mix(colour, PAPER, texture2D(words, vec2(at.x + 0.5, 0.5 - at.y)).a * words_shown);
}

// The least-squares matrices for red-cyan glasses (E. Dubois, "A projection method to generate anaglyph stereo
// images", ICASSP 2001), as they are published.
vec3 anaglyph(vec3 l, vec3 r) {
  return vec3(
    dot(l, vec3(0.456, 0.500, 0.176)) + dot(r, vec3(-0.043, -0.088, -0.002)),
    dot(l, vec3(-0.040, -0.038, -0.016)) + dot(r, vec3(0.378, 0.734, -0.018)),
    dot(l, vec3(-0.015, -0.021, -0.005)) + dot(r, vec3(-0.072, -0.113, 1.226)));
}

void main() {
  vec2 at = v_texcoord;
  float view = 0.0;
  if (MIRRORED > 0.5) at.x = 1.0 - at.x;
  if (LAYOUT > 0.5) {
    view = LAYOUT < 1.5 ? mod(floor(at.y * PIXEL_ROWS), 2.0) : 0.0;
  } else {
    vec2 tile = floor(at * vec2(COLUMNS, ROWS));
    at = at * vec2(COLUMNS, ROWS) - tile;
    view = tile.x + COLUMNS * (FROM_BELOW > 0.5 ? ROWS - 1.0 - tile.y : tile.y);
  }
  vec2 glass = vec2(at.x - 0.5, 0.5 - at.y) * vec2(SCREEN_WIDTH, SCREEN_HEIGHT);
  float beside = (view - (VIEWS - 1.0) * 0.5) * VIEW_GAP;
  vec4 seen = room(glass, beside);
  vec3 colour = seen.rgb;
  if (LAYOUT > 1.5) colour = clamp(anaglyph(colour, room(glass, beside + VIEW_GAP).rgb), 0.0, 1.0);
  colour = worded(colour, glass) * BRIGHTNESS;
  // A step of noise keeps the dark gradients from banding; a void stays void.
  float noise = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453) - 0.5;
  if (VOID < 0.5) colour += noise / 160.0;
  gl_FragColor = vec4(colour, VOID < 0.5 ? 1.0 : seen.a);
}
