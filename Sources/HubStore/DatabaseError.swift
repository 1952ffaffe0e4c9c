package import HubCore

extension HubError.Code {
    /// Whoever asked for it changed their mind.
    package static let cancelled = HubError.Code("cancelled")
}

/// Turns PostgreSQL's failures into sentences of ours. PostgreSQL's own text quotes rows ("Key (value)=(…)"): it is never passed on.
enum DatabaseError {
    /// SQLSTATE classes and codes (PostgreSQL documentation, appendix A) with what they mean for a person here.
    static func make(state: String?, doing what: String) -> HubError {
        let code = state ?? "no SQLSTATE"
        let words: String
        var hint: String?
        switch state {
        case nil, "57P01", "57P02", "57P03":
            words = "the connection to the database was lost"
            hint = "Nothing of the unfinished step was kept; run it again."
        case "57014": return HubError(.cancelled, "\(what) was cancelled; nothing of it was kept.")
        case "53100": (words, hint) = ("the disk is full", "Free some space where the database lies and run it again.")
        case "53200": words = "the database is out of memory"
        case "53300": (words, hint) = ("the database has no connection left", "Wait for other work to end, or raise max_connections.")
        case "40001", "40P01": (words, hint) = ("two steps were in each other's way", "Run it again.")
        case "55P03": (words, hint) = ("another step holds the lock", "Wait until it is done and run it again.")
        case "28000", "28P01":
            (words, hint) = ("the database does not let this user in", "Check the user and password in MEASUREHUB_DATABASE_URL.")
        case "3D000": (words, hint) = ("there is no such database", "Create it first, or correct MEASUREHUB_DATABASE_URL.")
        case "42501": (words, hint) = ("the database user lacks a permission", "Use the role that owns the hub's tables.")
        case "42P01", "42703": (words, hint) = ("the database's tables are not those of this version", "Run `measurehub migrate`.")
        default:
            switch state?.prefix(2) {
            case "08": words = "the connection to the database was lost"
            case "22": words = "a value does not fit its column"
            case "23": words = "a rule of the database was broken"
            case "25": words = "the transaction had already failed"
            case "42": words = "the database did not understand a statement"
            default: words = "the database refused"
            }
        }
        return HubError(.database, "\(what) failed: \(words) (SQLSTATE \(code)).", hint: hint)
    }
}
