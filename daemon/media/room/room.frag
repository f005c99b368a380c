#ifdef GL_ES
precision highp float;
#endif
// The room behind the glass, ray-cast from where the visitor's eye is. Metres; the screen lies in z = 0 and its
// centre is the origin; the room lies behind it, at negative z. The constants in capitals come from room-view.ts.
varying vec2 v_texcoord;
uniform sampler2D tex;
uniform float eye_x;
uniform float eye_y;
uniform float eye_z;
uniform float clock;   // seconds
uniform float visit;   // 0 idle, 1 visit
uniform float picture; // 0 no picture, 1 the inspector is there
uniform float aspect;  // width / height of the picture

const vec3 NIGHT = vec3(0.043, 0.066, 0.094);
const vec3 LAMP = vec3(1.00, 0.73, 0.43);
const vec3 DUSK = vec3(0.30, 0.50, 0.76);

float soft(float distance, float reach) {
  float d = clamp(1.0 - distance / reach, 0.0, 1.0);
  return d * d * (3.0 - 2.0 * d);
}

// Lamplight and dusk that drift over the back wall: slow enough for one frame a second.
vec3 light(vec2 p) {
  float drift = 0.50 * sin(clock * 0.05) + 0.22 * sin(clock * 0.083 + 1.7);
  float breath = 0.88 + 0.12 * sin(clock * 0.21);
  float lamp = soft(length((p - vec2(drift, -0.10)) * vec2(0.62, 0.95)), 1.05);
  float dusk = soft(length((p - vec2(-1.2 * drift - 0.15, 0.30)) * vec2(0.50, 0.85)), 1.25);
  float rest = mix(1.0, 0.55, visit * picture);
  return NIGHT * 1.3 + (LAMP * lamp * (0.26 + 0.26 * lamp) + DUSK * dusk * 0.20) * breath * rest;
}

// A wall of upright wooden slats, with a dark joint between each two.
float slats(float x) {
  float at = abs(fract(x * 7.0) - 0.5) * 2.0;
  return 0.80 + 0.20 * clamp((0.93 - at) * 9.0, 0.0, 1.0) - 0.07 * at * at;
}

// The pane the inspector is on: colour in rgb, how much of it covers what lies behind in a.
vec4 pane(vec2 p) {
  vec2 size = vec2(PANE_HALF_HEIGHT * aspect, PANE_HALF_HEIGHT);
  vec2 from_middle = p - vec2(0.0, PANE_Y);
  vec2 corner = max(abs(from_middle) - size + PANE_ROUND, 0.0);
  float inside = PANE_ROUND - length(corner);
  vec2 at = from_middle / (2.0 * size);
  vec3 seen = texture2D(tex, vec2(at.x + 0.5, 0.5 - at.y)).rgb;
  return vec4(seen, clamp(inside / 0.004, 0.0, 1.0) * picture);
}

void main() {
  vec3 eye = vec3(eye_x, eye_y, eye_z);
  vec2 on_screen = vec2(v_texcoord.x - 0.5, 0.5 - v_texcoord.y) * vec2(SCREEN_WIDTH, SCREEN_HEIGHT);
  vec3 ray = vec3(on_screen, 0.0) - eye;
  vec2 side = vec2(ray.x > 0.0 ? ROOM_HALF_WIDTH : -ROOM_HALF_WIDTH, ray.y > 0.0 ? ROOM_TOP : ROOM_FLOOR);
  float to_back = (-ROOM_DEPTH - eye.z) / ray.z;
  float to_wall = abs(ray.x) > 1e-5 ? (side.x - eye.x) / ray.x : 1e9;
  float to_level = abs(ray.y) > 1e-5 ? (side.y - eye.y) / ray.y : 1e9;
  float reach = min(to_back, min(to_wall, to_level));
  vec3 hit = eye + ray * reach;
  float depth = clamp(-hit.z / ROOM_DEPTH, 0.0, 1.0);

  vec3 colour;
  if (reach == to_back) {
    float foot = clamp((hit.y - ROOM_FLOOR) / 0.30, 0.0, 1.0);
    float head = clamp((ROOM_TOP - hit.y) / 0.25, 0.0, 1.0);
    colour = light(hit.xy) * slats(hit.x) * (0.62 + 0.38 * foot) * (0.75 + 0.25 * head);
  } else if (reach == to_level && side.y < 0.0) {
    // A dark polished floor: the wall and the pane stand in it upside down.
    vec3 mirror = vec3(ray.x, -ray.y, ray.z);
    vec3 beyond = hit + mirror * ((-ROOM_DEPTH - hit.z) / mirror.z);
    colour = NIGHT * (0.35 + 0.45 * depth) + light(beyond.xy) * slats(beyond.x) * 0.62 * depth;
    if (picture > 0.0 && hit.z > PANE_Z) {
      vec4 seen = pane((hit + mirror * ((PANE_Z - hit.z) / mirror.z)).xy);
      colour = mix(colour, seen.rgb * 0.30, seen.a * 0.75);
    }
  } else {
    colour = NIGHT * (0.30 + 0.55 * depth) + light(vec2(hit.x, hit.y)) * 0.50 * depth * depth * depth;
  }

  if (picture > 0.0) {
    vec2 p = (eye + ray * ((PANE_Z - eye.z) / ray.z)).xy;
    vec4 seen = pane(p);
    vec2 out_by = max(abs(p - vec2(0.0, PANE_Y)) - vec2(PANE_HALF_HEIGHT * aspect, PANE_HALF_HEIGHT), 0.0);
    colour += (LAMP * 0.06 + DUSK * 0.06) * soft(length(out_by), 0.25) * picture;
    colour = mix(colour, seen.rgb, seen.a);
  }
  // A step of noise keeps the dark gradients from banding.
  float grain = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453) - 0.5;
  gl_FragColor = vec4(colour + grain / 160.0, 1.0);
}
