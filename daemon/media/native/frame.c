/*
 * loketframe: cuts a part out of a picture, turns and scales it to the size that downstream asks for, with the
 * part given by float properties that change while it runs.
 *
 * videocrop moves in steps of two whole pixels, which shows as a tremble when a camera follows a face slowly;
 * here the part lies between pixels. I420 in, I420 out; beyond the source's edge its last pixel is repeated.
 */
#include <math.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <gst/video/gstvideofilter.h>

enum { PROP_CENTRE_X = 1, PROP_CENTRE_Y, PROP_WIDTH, PROP_ROLL };
#define VALUES 4

typedef struct {
  GstVideoFilter parent;
  /* Centre in fractions of the source, width in source widths, roll in radians; guarded by the object lock. */
  gfloat values[VALUES];
} LoketFrame;

typedef struct {
  GstVideoFilterClass parent;
} LoketFrameClass;

G_DEFINE_TYPE (LoketFrame, loket_frame, GST_TYPE_VIDEO_FILTER)

static GstStaticPadTemplate sink_template = GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS,
    GST_STATIC_CAPS (GST_VIDEO_CAPS_MAKE ("I420")));
static GstStaticPadTemplate src_template = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS,
    GST_STATIC_CAPS (GST_VIDEO_CAPS_MAKE ("I420")));

/* A plane, and the affine map from its target to its source in 16.16 fixed point. */
typedef struct {
  const guint8 *from;
  gint from_stride, from_width, from_height;
  guint8 *to;
  gint to_stride, to_width, to_height;
  gint32 x, y;         /* source place of target pixel (0, 0) */
  gint32 across_x, across_y; /* step per target column */
  gint32 down_x, down_y;     /* step per target row */
} Plane;

static inline gint clamped (gint value, gint most)
{
  return value < 0 ? 0 : value > most ? most : value;
}

static inline guint mixed (const guint8 *upper, const guint8 *lower, gint left, gint right, guint fx, guint fy)
{
  guint above = upper[left] * (256 - fx) + upper[right] * fx;
  guint below = lower[left] * (256 - fx) + lower[right] * fx;
  return (above * (256 - fy) + below * fy + 32768) >> 16;
}

/* Bilinear, at a place that has its four neighbours in the source. */
static inline guint inner (const Plane *p, gint32 x, gint32 y)
{
  const guint8 *upper = p->from + (gsize) (y >> 16) * p->from_stride + (x >> 16);
  return mixed (upper, upper + p->from_stride, 0, 1, (x >> 8) & 0xff, (y >> 8) & 0xff);
}

/* The same anywhere. */
static inline guint outer (const Plane *p, gint32 x, gint32 y)
{
  gint most_x = p->from_width - 1, most_y = p->from_height - 1;
  const guint8 *upper = p->from + (gsize) clamped (y >> 16, most_y) * p->from_stride;
  const guint8 *lower = p->from + (gsize) clamped ((y >> 16) + 1, most_y) * p->from_stride;
  return mixed (upper, lower, clamped (x >> 16, most_x), clamped ((x >> 16) + 1, most_x), (x >> 8) & 0xff,
      (y >> 8) & 0xff);
}

static gboolean within (const Plane *p, gint32 x, gint32 y)
{
  return x >= 0 && y >= 0 && (x >> 16) < p->from_width - 1 && (y >> 16) < p->from_height - 1;
}

/* Steps of more than this many source pixels would leave some of them out: four places are looked at instead. */
#define COARSE (2 << 16)

static inline void draw_row (const Plane *p, guint8 *to, gint32 x, gint32 y, gboolean coarse, gboolean inside)
{
  gint32 ax = p->across_x / 4, ay = p->across_y / 4, dx = p->down_x / 4, dy = p->down_y / 4;
#define AT(x, y) (inside ? inner (p, x, y) : outer (p, x, y))
  for (gint column = 0; column < p->to_width; column++, x += p->across_x, y += p->across_y)
    to[column] = !coarse ? AT (x, y)
        : (AT (x - ax - dx, y - ay - dy) + AT (x + ax - dx, y + ay - dy) + AT (x - ax + dx, y - ay + dy)
            + AT (x + ax + dx, y + ay + dy) + 2) >> 2;
#undef AT
}

static void draw_plane (const Plane *p)
{
  gboolean coarse = ABS (p->across_x) > COARSE || ABS (p->down_y) > COARSE;
  for (gint row = 0; row < p->to_height; row++) {
    gint32 x = p->x + row * p->down_x, y = p->y + row * p->down_y;
    /* A row is a straight line: with both ends half a step inside, all of it is. */
    gint32 rim_x = ABS (p->across_x) / 2 + ABS (p->down_x) / 2, rim_y = ABS (p->across_y) / 2 + ABS (p->down_y) / 2;
    gint32 end_x = x + p->to_width * p->across_x, end_y = y + p->to_width * p->across_y;
    gboolean inside = within (p, MIN (x, end_x) - rim_x, MIN (y, end_y) - rim_y)
        && within (p, MAX (x, end_x) + rim_x, MAX (y, end_y) + rim_y);
    guint8 *to = p->to + (gsize) row * p->to_stride;
    /* Spelled out, so that the compiler makes a loop of its own for each. */
    if (inside && !coarse)
      draw_row (p, to, x, y, FALSE, TRUE);
    else if (inside)
      draw_row (p, to, x, y, TRUE, TRUE);
    else
      draw_row (p, to, x, y, coarse, FALSE);
  }
}

static GstFlowReturn transform_frame (GstVideoFilter *filter, GstVideoFrame *in, GstVideoFrame *out)
{
  LoketFrame *self = (LoketFrame *) filter;
  gfloat v[VALUES];
  GST_OBJECT_LOCK (self);
  memcpy (v, self->values, sizeof v);
  GST_OBJECT_UNLOCK (self);
  gdouble whole_width = GST_VIDEO_FRAME_WIDTH (in), whole_height = GST_VIDEO_FRAME_HEIGHT (in);
  gdouble step = v[PROP_WIDTH - 1] * whole_width / GST_VIDEO_FRAME_WIDTH (out);
  gdouble c = cos (v[PROP_ROLL - 1]) * step, s = sin (v[PROP_ROLL - 1]) * step;
  for (guint plane = 0; plane < 3; plane++) {
    Plane p = {
      .from = GST_VIDEO_FRAME_PLANE_DATA (in, plane),
      .from_stride = GST_VIDEO_FRAME_PLANE_STRIDE (in, plane),
      .from_width = GST_VIDEO_FRAME_COMP_WIDTH (in, plane),
      .from_height = GST_VIDEO_FRAME_COMP_HEIGHT (in, plane),
      .to = GST_VIDEO_FRAME_PLANE_DATA (out, plane),
      .to_stride = GST_VIDEO_FRAME_PLANE_STRIDE (out, plane),
      .to_width = GST_VIDEO_FRAME_COMP_WIDTH (out, plane),
      .to_height = GST_VIDEO_FRAME_COMP_HEIGHT (out, plane),
    };
    /* Pixel centres lie at halves; chroma planes have half the pixels and the same steps. */
    gdouble scale = plane == 0 ? 1.0 : 0.5;
    gdouble from_left = (0.5 - p.to_width / 2.0), from_top = (0.5 - p.to_height / 2.0);
    gdouble x = v[PROP_CENTRE_X - 1] * whole_width * scale + c * from_left - s * from_top - 0.5;
    gdouble y = v[PROP_CENTRE_Y - 1] * whole_height * scale + s * from_left + c * from_top - 0.5;
    p.x = (gint32) floor (x * 65536.0 + 0.5);
    p.y = (gint32) floor (y * 65536.0 + 0.5);
    p.across_x = p.down_y = (gint32) floor (c * 65536.0 + 0.5);
    p.across_y = (gint32) floor (s * 65536.0 + 0.5);
    p.down_x = -p.across_y;
    draw_plane (&p);
  }
  return GST_FLOW_OK;
}

/* Any size goes to any size; the rest of the caps is the same on both sides. */
static GstCaps *transform_caps (GstBaseTransform *base, GstPadDirection direction, GstCaps *caps, GstCaps *filter)
{
  (void) base;
  (void) direction;
  GstCaps *any = gst_caps_copy (caps);
  for (guint i = 0; i < gst_caps_get_size (any); i++)
    gst_structure_set (gst_caps_get_structure (any, i), "width", GST_TYPE_INT_RANGE, 1, G_MAXINT, "height",
        GST_TYPE_INT_RANGE, 1, G_MAXINT, NULL);
  if (!filter)
    return any;
  GstCaps *both = gst_caps_intersect_full (filter, any, GST_CAPS_INTERSECT_FIRST);
  gst_caps_unref (any);
  return both;
}

static void set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  LoketFrame *self = (LoketFrame *) object;
  if (id < PROP_CENTRE_X || id > PROP_ROLL) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    return;
  }
  GST_OBJECT_LOCK (self);
  self->values[id - 1] = g_value_get_float (value);
  GST_OBJECT_UNLOCK (self);
}

static void get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id >= PROP_CENTRE_X && id <= PROP_ROLL)
    g_value_set_float (value, ((LoketFrame *) object)->values[id - 1]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void float_property (GObjectClass *object, guint id, const char *name, const char *about, gfloat least,
    gfloat most, gfloat usual)
{
  g_object_class_install_property (object, id,
      g_param_spec_float (name, name, about, least, most, usual, G_PARAM_READWRITE));
}

static void loket_frame_class_init (LoketFrameClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  object->set_property = set_property;
  object->get_property = get_property;
  float_property (object, PROP_CENTRE_X, "centre-x", "Middle of the part, in source widths", 0, 1, 0.5);
  float_property (object, PROP_CENTRE_Y, "centre-y", "Middle of the part, in source heights", 0, 1, 0.5);
  float_property (object, PROP_WIDTH, "width", "Width of the part, in source widths", 0.02, 1, 1);
  float_property (object, PROP_ROLL, "roll", "Turn of the part, radians", -G_PI, G_PI, 0);
  gst_element_class_add_static_pad_template (GST_ELEMENT_CLASS (klass), &sink_template);
  gst_element_class_add_static_pad_template (GST_ELEMENT_CLASS (klass), &src_template);
  gst_element_class_set_static_metadata (GST_ELEMENT_CLASS (klass), "Picture framing", "Filter/Effect/Video",
      "Cuts, turns and scales a part of a picture between pixels", "Loket");
  GST_BASE_TRANSFORM_CLASS (klass)->transform_caps = transform_caps;
  GST_VIDEO_FILTER_CLASS (klass)->transform_frame = transform_frame;
}

static void loket_frame_init (LoketFrame *self)
{
  self->values[PROP_CENTRE_X - 1] = self->values[PROP_CENTRE_Y - 1] = 0.5f;
  self->values[PROP_WIDTH - 1] = 1.0f;
}

static gboolean plugin_init (GstPlugin *plugin)
{
  return gst_element_register (plugin, "loketframe", GST_RANK_NONE, loket_frame_get_type ());
}

#define PACKAGE "loket"
GST_PLUGIN_DEFINE (GST_VERSION_MAJOR, GST_VERSION_MINOR, loketframe, "Framing of a camera's picture", plugin_init,
    "1.0", "Apache-2.0", "loket", "https://example.org/loket")
