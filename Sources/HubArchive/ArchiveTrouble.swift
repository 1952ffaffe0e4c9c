package import HubCore

/// Why an archive is not opened, each with an id that a finding carries and what to do about it.
///
/// No message holds the name of a member: EMRs write patients' names into them.
package enum ArchiveTrouble {
    private static func error(_ id: String, _ message: String, _ hint: String) -> HubError {
        HubError(HubError.Code("archive." + id), message, hint: hint)
    }

    private static let again = "Send it again; if it stays so, make the archive anew and look whether it opens on your own computer."

    package static let truncated = error("truncated", "the archive is cut off: its end is missing", again)
    package static let damaged = error("damaged", "the archive is damaged: what it says about its members does not hold", again)
    package static let checksum = error("damaged", "a member of the archive is damaged: its check value is wrong", again)
    package static let empty = error("empty", "the archive holds no file", "Look whether the export had finished when it was packed.")
    package static let locked = error(
        "locked", "the archive is locked with a password",
        "Make it again without a password and send it through the secure channel; a password sent along protects nothing.")
    package static let volumes = error(
        "volumes", "this is one part of an archive that was split into several", "Make one archive, or send the files without packing them."
    )
    package static let method = error(
        "method", "a member is packed in a way that the hub does not open",
        "Make the archive with the operating system's own \"Compress\" or \"Send to zip folder\", or send the files without packing them.")
    package static let unsafeName = error(
        "unsafe-name", "a member's name leads out of the archive (`..`, a root, a drive letter, or a control character)",
        "Nothing of it was opened. Pack the folder anew with the operating system's own \"Compress\"; if it came from elsewhere, ask who made it."
    )
    package static let longName = error(
        "unsafe-name", "a member's name is longer than any file system allows", "Pack the folder anew under shorter names.")

    private static let bombHint =
        "Nothing of it was kept. If it is a real extract, send its files without packing them, or in several smaller archives."
    package static let bomb = error("bomb", "a member unpacks to more than two hundred times its size, as only a zip bomb does", bombHint)
    package static let overlap = error("bomb", "members of the archive lie over each other, as only in a zip bomb", bombHint)
    package static let tooLarge = error("too-large", "the archive unpacks to more than the hub opens at once", bombHint)
    package static let tooMany = error("too-large", "the archive has more members than the hub opens at once", bombHint)
    package static let tooDeep = error(
        "too-deep", "archives are packed inside of archives too many times", "Unpack it once or twice and send what is inside.")

    /// An archive of a kind that the hub does not open.
    package static func other(_ name: String) -> HubError {
        error("other-kind", "this is \(name), which the hub does not open", "Unpack it and send the files, or pack them as a zip archive.")
    }
}
