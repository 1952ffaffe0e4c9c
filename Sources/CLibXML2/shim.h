#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
/* xmlFree is a mutable global, which Swift 6 refuses to touch. */
static inline void hub_xmlFree(void *pointer) { xmlFree(pointer); }
