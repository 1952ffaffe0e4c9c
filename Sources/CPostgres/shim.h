#include <libpq-fe.h>
/* Character-literal macros are not imported into Swift. */
enum {
    HUB_PG_DIAG_SQLSTATE = PG_DIAG_SQLSTATE
};
/* PostgreSQL's notices may quote data: they go nowhere. */
static inline void hub_discard_notice(void *context, const PGresult *result) { (void)context; (void)result; }
static inline void hub_discard_notices(PGconn *connection) {
    PQsetNoticeReceiver(connection, hub_discard_notice, 0);
}
