/* The elements of our one GStreamer plugin. */
#include <gst/gst.h>

GType loket_control_get_type (void);
GType loket_texture_get_type (void);
