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

// A graphics card of software runs every branch at every pixel: what is costly, a texture, the light, is asked once, at
// a place that was chosen before.
float soft(vec2 from, vec2 reach) {
  vec2 share = from / reach;
  float d = clamp(1.0 - dot(share, share), 0.0, 1.0);
  return d * d;
}

// Lamplight and dusk on the back wall.
vec3 light_at(vec2 p) {
  float lamp = soft(p - vec2(lamp_x, -100.0), vec2(1500.0, 980.0));
  float dusk = soft(p - vec2(-1.2 * lamp_x - 150.0, 300.0), vec2(2200.0, 1300.0));
  return NIGHT * 1.3 + (LAMP * lamp * (0.26 + 0.26 * lamp) + DUSK * dusk * 0.20) * lamp_level;
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
  vec2 fade = clamp(inside / edge, 0.0, 1.0);
  float shows = smoothstep(0.0, 1.0, fade.x * fade.y);
  vec4 seen = cut_out(vec2(from_middle.x, -from_middle.y) / size + 0.5);
  return vec4(seen.rgb * light, seen.a * shows * picture);
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
  bool is_back = reach == to_back;
  bool is_floor = reach == to_level && side.y < 0.0;
  // A dark polished floor: the back wall stands in it upside down.
  float beyond = (-ROOM_DEPTH - hit.z) / ray.z;
  vec2 place = is_floor ? hit.xy + vec2(ray.x, -ray.y) * beyond : hit.xy;
  vec3 light_there = light_at(place);
  if (is_back) {
    float foot = clamp((hit.y - ROOM_FLOOR) / 300.0, 0.0, 1.0);
    float head = clamp((ROOM_TOP - hit.y) / 250.0, 0.0, 1.0);
    // The lamp before the inspector throws a soft shadow on the wall, low and a little to the side.
    float fallen = 1.0 - 0.34 * picture * soft(hit.xy - vec2(face_x + 90.0, face_y - 160.0), vec2(560.0, 660.0));
    return light_there * slats(hit.x) * (0.62 + 0.38 * foot) * (0.75 + 0.25 * head) * fallen;
  }
  return is_floor
    ? NIGHT * (0.35 + 0.45 * depth) + light_there * slats(place.x) * 0.62 * depth
    : NIGHT * (0.30 + 0.55 * depth) + light_there * 0.50 * depth * depth * depth;
}

// The room with the inspector behind a desk, which hides where the camera's picture ends below. Colour, and how much of
// the inspector is there.
vec4 room(vec2 glass, float beside) {
  vec3 from = vec3(eye_x + beside, eye_y, eye_z);
  vec3 ray = vec3(glass, 0.0) - from;
  float top = min(person_y - 0.40 * person_height, face_y - 140.0);
  float front_y = from.y + ray.y * ((-DESK_FRONT - from.z) / ray.z);
  vec3 on = from + ray * ((top - from.y) / min(ray.y, -1e-4));
  bool has_desk = VOID < 0.5 && whole < 0.5;
  bool is_front = has_desk && front_y < top;
  bool is_top = has_desk && !is_front && ray.y < 0.0 && on.z > -PERSON_DEPTH;

  // In the desk's top the inspector stands upside down.
  vec2 straight = (from + ray * ((-PERSON_DEPTH - from.z) / ray.z)).xy;
  vec2 mirrored = on.xy + vec2(ray.x, -ray.y) * ((-PERSON_DEPTH - on.z) / ray.z);
  vec4 seen = person(is_top ? mirrored : straight);
  if (VOID > 0.5) return vec4(seen.rgb * seen.a, seen.a);

  if (is_front) {
    float edge = clamp(1.0 - (top - front_y) / 14.0, 0.0, 1.0);
    return vec4(WOOD * (0.26 + 0.34 * edge) + LAMP * 0.06 * edge, 0.0);
  }
  if (is_top) {
    // And darkens it where the two meet.
    float shadow = 1.0 - 0.72 * picture * soft(vec2(on.x - face_x, on.z + PERSON_DEPTH), vec2(330.0, 170.0));
    return vec4(mix((WOOD * 0.64 + LAMP * 0.05) * shadow, seen.rgb, 0.16 * seen.a), 0.0);
  }
  return vec4(mix(shell(from, ray), seen.rgb, seen.a), seen.a);
}

// Words lie in the glass itself: at the same place in every view.
vec3 worded(vec3 colour, vec2 glass) {
  vec2 size = vec2(words_width, words_height);
  vec2 at = (glass - vec2(words_x, words_y)) / size;
  vec2 inside = (0.5 - abs(at)) * size;
  if (words_shown <= 0.0 || inside.x <= 0.0 || inside.y <= 0.0) return colour;
  vec2 panel = smoothstep(0.0, 0.22 * words_height, inside);
  if (VOID < 0.5) colour *= 1.0 - 0.62 * words_shown * panel.x * panel.y;
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
  float noise = fract(52.98 * fract(dot(gl_FragCoord.xy, vec2(0.06711, 0.00584)))) - 0.5;
  if (VOID < 0.5) colour += noise / 160.0;
  gl_FragColor = vec4(colour, VOID < 0.5 ? 1.0 : seen.a);
}
