#include <string.h>
#include <zlib.h>
/* inflateInit2 is a macro, which Swift does not see. 15 + 16: a gzip header and its check value, and nothing else. */
static inline int hub_gunzipInit(z_stream *stream) {
    memset(stream, 0, sizeof *stream);
    return inflateInit2(stream, 15 + 16);
}
