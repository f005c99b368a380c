/*
 * lokettexture: a sink for GL pictures that keeps the newest bound to a texture unit of its GL context.
 *
 * A glshader binds the picture that flows through it to unit 0 and leaves the other units alone, and all GL
 * elements of a pipeline share one context. So a second picture that changes seldom, such as words, is uploaded
 * once per change and not once per frame.
 */
#include "elements.h"

#include <gst/base/gstbasesink.h>
#include <gst/gl/gl.h>
#include <gst/gl/gstglfuncs.h>

enum { PROP_UNIT = 1 };

typedef struct {
  GstBaseSink parent;
  gint unit;
  GstVideoInfo info;
  GstBuffer *kept;
  guint texture;
} LoketTexture;

typedef struct {
  GstBaseSinkClass parent;
} LoketTextureClass;

G_DEFINE_TYPE (LoketTexture, loket_texture, GST_TYPE_BASE_SINK)

static GstStaticPadTemplate sink_template = GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS,
    GST_STATIC_CAPS ("video/x-raw(memory:GLMemory),format=RGBA,texture-target=2D"));

static void bind (GstGLContext *context, gpointer data)
{
  LoketTexture *self = data;
  const GstGLFuncs *gl = context->gl_vtable;
  gl->ActiveTexture (GL_TEXTURE0 + self->unit);
  gl->BindTexture (GL_TEXTURE_2D, self->texture);
  gl->ActiveTexture (GL_TEXTURE0);
}

static gboolean set_caps (GstBaseSink *sink, GstCaps *caps)
{
  return gst_video_info_from_caps (&((LoketTexture *) sink)->info, caps);
}

static GstFlowReturn render (GstBaseSink *sink, GstBuffer *buffer)
{
  LoketTexture *self = (LoketTexture *) sink;
  GstMemory *memory = gst_buffer_peek_memory (buffer, 0);
  GstVideoFrame frame;
  /* Mapping it for GL is what uploads it. */
  if (!gst_is_gl_memory (memory) ||
      !gst_video_frame_map (&frame, &self->info, buffer, GST_MAP_READ | GST_MAP_GL)) {
    GST_ELEMENT_ERROR (self, RESOURCE, READ, ("no GL picture"), (NULL));
    return GST_FLOW_ERROR;
  }
  self->texture = *(guint *) frame.data[0];
  gst_video_frame_unmap (&frame);
  gst_gl_context_thread_add (GST_GL_BASE_MEMORY_CAST (memory)->context, bind, self);
  gst_buffer_replace (&self->kept, buffer);
  return GST_FLOW_OK;
}

static gboolean stop (GstBaseSink *sink)
{
  gst_buffer_replace (&((LoketTexture *) sink)->kept, NULL);
  return TRUE;
}

static void set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_UNIT)
    ((LoketTexture *) object)->unit = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_UNIT)
    g_value_set_int (value, ((LoketTexture *) object)->unit);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void loket_texture_class_init (LoketTextureClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GstElementClass *element = GST_ELEMENT_CLASS (klass);
  GstBaseSinkClass *base = GST_BASE_SINK_CLASS (klass);
  object->set_property = set_property;
  object->get_property = get_property;
  base->set_caps = set_caps;
  base->render = render;
  base->stop = stop;
  g_object_class_install_property (object, PROP_UNIT,
      g_param_spec_int ("unit", "Unit", "Texture unit", 1, 7, 1, G_PARAM_READWRITE));
  gst_element_class_add_static_pad_template (element, &sink_template);
  gst_element_class_set_static_metadata (element, "Texture unit", "Sink/Video",
      "Keeps the newest GL picture bound to a texture unit", "Loket");
}

static void loket_texture_init (LoketTexture *self)
{
  gst_base_sink_set_sync (GST_BASE_SINK (self), FALSE);
  gst_base_sink_set_async_enabled (GST_BASE_SINK (self), FALSE);
}
