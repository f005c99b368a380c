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

const vec3 NIGHT = vec3(0.050, 0.075, 0.105);
const vec3 WARM = vec3(1.00, 0.80, 0.58);
const vec3 COOL = vec3(0.42, 0.60, 0.82);

float soft(float distance, float reach) {
  float d = clamp(1.0 - distance / reach, 0.0, 1.0);
  return d * d * (3.0 - 2.0 * d);
}

// Light that drifts over the back wall, as through curtains: slow enough for one frame a second.
vec3 wall(vec2 p) {
  float drift = 0.55 * sin(clock * 0.05) + 0.25 * sin(clock * 0.083 + 1.7);
  float breath = 0.85 + 0.15 * sin(clock * 0.21);
  float veil = 0.86 + 0.14 * sin(p.x * 3.1 + 1.4 * sin(p.y * 1.3 + clock * 0.06) + drift * 2.0);
  float warm = soft(length((p - vec2(drift, 0.12)) * vec2(0.75, 1.0)), 1.30);
  float cool = soft(length((p - vec2(-1.1 * drift - 0.2, -0.25)) * vec2(0.55, 1.0)), 1.45);
  float dim = mix(1.0, 0.62, visit * picture);
  return NIGHT * 1.25 + (WARM * warm * 0.34 + COOL * cool * 0.20) * veil * breath * dim;
}

// The pane the inspector is on: colour in rgb, how much of it covers what lies behind in a.
vec4 pane(vec2 p) {
  vec2 size = vec2(PANE_HALF_HEIGHT * aspect, PANE_HALF_HEIGHT);
  vec2 outside = abs(p - vec2(0.0, PANE_Y)) - size;
  float edge = max(outside.x, outside.y);
  vec2 at = (p - vec2(0.0, PANE_Y)) / (2.0 * size);
  vec3 seen = texture2D(tex, vec2(at.x + 0.5, 0.5 - at.y)).rgb;
  return vec4(seen, clamp(-edge / 0.006, 0.0, 1.0) * picture);
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
    colour = wall(hit.xy);
    colour *= 0.80 + 0.20 * clamp((hit.y - ROOM_FLOOR) / 0.35, 0.0, 1.0);
  } else if (reach == to_level && side.y < 0.0) {
    // A dark polished floor: the wall and the pane stand in it upside down.
    vec3 mirror = vec3(ray.x, -ray.y, ray.z);
    vec3 far = hit + mirror * ((-ROOM_DEPTH - hit.z) / mirror.z);
    colour = NIGHT * (0.45 + 0.5 * depth) + wall(far.xy) * 0.36 * depth;
    if (picture > 0.0 && hit.z > PANE_Z) {
      vec4 seen = pane((hit + mirror * ((PANE_Z - hit.z) / mirror.z)).xy);
      colour = mix(colour, seen.rgb * 0.30, seen.a * 0.75);
    }
  } else {
    vec2 beside = vec2(hit.x * 0.9, hit.y);
    colour = NIGHT * (0.40 + 0.60 * depth) + wall(beside) * 0.42 * depth * depth;
  }

  if (picture > 0.0) {
    vec2 p = (eye + ray * ((PANE_Z - eye.z) / ray.z)).xy;
    vec4 seen = pane(p);
    vec2 out_by = max(abs(p - vec2(0.0, PANE_Y)) - vec2(PANE_HALF_HEIGHT * aspect, PANE_HALF_HEIGHT), 0.0);
    colour += COOL * 0.10 * soft(length(out_by), 0.22) * picture;
    colour = mix(colour, seen.rgb, seen.a);
  }
  // Half a step of noise keeps the dark gradients from banding.
  float grain = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453) - 0.5;
  gl_FragColor = vec4(colour + grain / 160.0, 1.0);
}
