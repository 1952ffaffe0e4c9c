/// The embedded server's settings, written anew at each start.
struct ServerSettings: Sendable {
    /// For tests only: the data do not outlive the process, so nothing waits for the disk.
    var throwAway = false
    var socketFolder: String

    static let superuser = "measurehub"

    var text: String {
        """
        # Written by measurehub at each start; changes are lost.
        listen_addresses = ''
        unix_socket_directories = '\(socketFolder.replacing("'", with: "''"))'
        unix_socket_permissions = 0700
        max_connections = 100
        shared_buffers = \(throwAway ? "64MB" : "192MB")
        work_mem = 32MB
        maintenance_work_mem = 128MB
        jit = off
        # One server, no replicas: bulk loads need not be written twice.
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = 2GB
        # What was said to be kept is kept: a commit waits for the disk.
        synchronous_commit = on
        fsync = \(throwAway ? "off" : "on")
        full_page_writes = \(throwAway ? "off" : "on")
        # No row, value or parameter in the server's log.
        log_error_verbosity = terse
        log_min_error_statement = panic
        # An error's text quotes data; who caused it is told by the program. LOG, FATAL and PANIC stay.
        log_min_messages = log
        log_statement = none
        log_min_duration_statement = -1
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        logging_collector = off
        timezone = 'UTC'
        log_timezone = 'UTC'

        """
    }

    /// The kernel says who is at the other end of the socket: no secret, and nobody else.
    static let access = """
        # Written by measurehub at each start; changes are lost.
        local all \(superuser) peer map=measurehub

        """

    static func names(of user: String) -> String { "# Written by measurehub at each start.\nmeasurehub \"\(user)\" \(superuser)\n" }
}
