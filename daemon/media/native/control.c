/*
 * loketcontrol: a pad-less element that hands numbers to the uniforms of a glshader in the same pipeline.
 *
 * gstreamer-superficial can set numbers and booleans at run time, but cannot build the GstStructure that
 * glshader takes its uniforms in. So: set the float properties v0, v1, ... and then `commit`; all of them reach
 * the shader together, before its next frame. Which uniform each of them is, `names` says once, at launch: a word
 * for each, in order. A word with "=N" takes no property: it is an int that stays N, such as a sampler's unit.
 */
#include "elements.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_VALUES 64
enum { PROP_TARGET = 1, PROP_NAMES, PROP_COMMIT, PROP_FIRST_VALUE };

typedef struct {
  GstElement parent;
  gchar *target;
  gchar *names;
  gchar **words;
  gfloat values[MOST_VALUES];
} LoketControl;

typedef struct {
  GstElementClass parent;
} LoketControlClass;

G_DEFINE_TYPE (LoketControl, loket_control, GST_TYPE_ELEMENT)

static GstStructure *uniforms_of (LoketControl *self)
{
  GstStructure *uniforms = gst_structure_new_empty ("uniforms");
  guint value = 0;
  for (gchar **word = self->words; word && *word; word++) {
    const gchar *fixed = strchr (*word, '=');
    if (fixed) {
      gchar *name = g_strndup (*word, fixed - *word);
      gst_structure_set (uniforms, name, G_TYPE_INT, atoi (fixed + 1), NULL);
      g_free (name);
    } else if (value < MOST_VALUES) {
      gst_structure_set (uniforms, *word, G_TYPE_FLOAT, self->values[value++], NULL);
    }
  }
  return uniforms;
}

static void commit (LoketControl *self)
{
  GstObject *bin = gst_object_get_parent (GST_OBJECT (self));
  if (!bin)
    return;
  GstElement *shader = self->target ? gst_bin_get_by_name (GST_BIN (bin), self->target) : NULL;
  if (shader) {
    GstStructure *uniforms = uniforms_of (self);
    g_object_set (shader, "uniforms", uniforms, NULL);
    gst_structure_free (uniforms);
    gst_object_unref (shader);
  } else {
    GST_WARNING_OBJECT (self, "no element to control");
  }
  gst_object_unref (bin);
}

static void set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  LoketControl *self = (LoketControl *) object;
  if (id >= PROP_FIRST_VALUE && id < PROP_FIRST_VALUE + MOST_VALUES) {
    self->values[id - PROP_FIRST_VALUE] = g_value_get_float (value);
  } else if (id == PROP_TARGET) {
    g_free (self->target);
    self->target = g_value_dup_string (value);
  } else if (id == PROP_NAMES) {
    g_free (self->names);
    g_strfreev (self->words);
    self->names = g_value_dup_string (value);
    self->words = self->names ? g_strsplit (self->names, " ", -1) : NULL;
  } else if (id == PROP_COMMIT) {
    if (g_value_get_boolean (value))
      commit (self);
  } else {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  LoketControl *self = (LoketControl *) object;
  if (id >= PROP_FIRST_VALUE && id < PROP_FIRST_VALUE + MOST_VALUES)
    g_value_set_float (value, self->values[id - PROP_FIRST_VALUE]);
  else if (id == PROP_TARGET)
    g_value_set_string (value, self->target);
  else if (id == PROP_NAMES)
    g_value_set_string (value, self->names);
  else if (id == PROP_COMMIT)
    g_value_set_boolean (value, FALSE);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void finalize (GObject *object)
{
  LoketControl *self = (LoketControl *) object;
  g_free (self->target);
  g_free (self->names);
  g_strfreev (self->words);
  G_OBJECT_CLASS (loket_control_parent_class)->finalize (object);
}

static void loket_control_class_init (LoketControlClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  object->set_property = set_property;
  object->get_property = get_property;
  object->finalize = finalize;
  g_object_class_install_property (object, PROP_TARGET,
      g_param_spec_string ("target", "Target", "Name of the glshader", NULL, G_PARAM_READWRITE));
  g_object_class_install_property (object, PROP_NAMES,
      g_param_spec_string ("names", "Names", "Uniforms, a word each", NULL, G_PARAM_READWRITE));
  g_object_class_install_property (object, PROP_COMMIT,
      g_param_spec_boolean ("commit", "Commit", "True hands the values over", FALSE, G_PARAM_READWRITE));
  for (guint i = 0; i < MOST_VALUES; i++) {
    gchar name[8];
    snprintf (name, sizeof name, "v%u", i);
    g_object_class_install_property (object, PROP_FIRST_VALUE + i,
        g_param_spec_float (name, name, "A uniform", -G_MAXFLOAT, G_MAXFLOAT, 0, G_PARAM_READWRITE));
  }
  gst_element_class_set_static_metadata (GST_ELEMENT_CLASS (klass), "Uniform control", "Generic",
      "Hands float properties to the uniforms of a glshader", "Loket");
}

static void loket_control_init (LoketControl *self)
{
  (void) self;
}

static gboolean plugin_init (GstPlugin *plugin)
{
  return gst_element_register (plugin, "loketcontrol", GST_RANK_NONE, loket_control_get_type ()) &&
      gst_element_register (plugin, "lokettexture", GST_RANK_NONE, loket_texture_get_type ());
}

#define PACKAGE "loket"
GST_PLUGIN_DEFINE (GST_VERSION_MAJOR, GST_VERSION_MINOR, loketcontrol, "What the room shader draws by",
    plugin_init, "1.0", "Apache-2.0", "loket", "https://example.org/loket")
